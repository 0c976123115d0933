import RevBase

/// The sales process as it is found: outcome, order, category and probability of every stage.
struct StageBook {
  /// Stands for an open deal that later exports do not have any more: neither open, won nor lost.
  static let vanished = "(vanished)"

  /// What the deals say, what their history says, and what an export of stages says.
  var deals: [StageKey: StageTally] = [:]
  var history: [String: StageTally] = [:]
  var exported: [StagePlan] = []
  /// What the folder has, in its order, and what the mapping file says.
  var existing: [StagePlan] = []
  var told: [MappingFile.Stage] = []

  /// How the open stages were ordered, for the report.
  private(set) var evidence = ""

  /// Stages of the default processes, in the order in which deals travel.
  private static let known = [
    "prospecting", "qualification", "needsanalysis", "valueproposition", "iddecisionmakers",
    "perceptionanalysis", "proposalpricequote", "negotiationreview", "appointmentscheduled",
    "qualifiedtobuy", "presentationscheduled", "decisionmakerboughtin", "contractsent",
    "qualified", "contactmade", "demoscheduled", "proposalmade", "negotiationsstarted",
  ]

  /// All stages, by pipeline: the open ones in order, then won, then lost.
  mutating func resolve(asOf: Day) -> [StagePlan] {
    var keys: [StageKey] = []
    func add(_ key: StageKey) {
      if key.stage == Self.vanished || key.stage == DealPlan.noStage || key.stage.isEmpty { return }
      if !keys.contains(key) { keys.append(key) }
    }
    for stage in told { add(StageKey(pipeline: stage.pipeline, stage: stage.stage)) }
    for stage in existing { add(StageKey(pipeline: stage.pipeline, stage: stage.stage)) }
    let listed = keys.count
    for stage in exported { add(StageKey(pipeline: stage.pipeline, stage: stage.stage)) }
    for key in deals.keys.sorted(by: { ($0.pipeline, $0.stage) < ($1.pipeline, $1.stage) }) {
      add(key)
    }
    let named = Set(keys.map(\.stage))
    for stage in history.keys.sorted() where !named.contains(stage) {
      for pipeline in Set(keys.map(\.pipeline)).sorted().prefix(1) {
        add(StageKey(pipeline: pipeline, stage: stage))
      }
      if keys.isEmpty { add(StageKey(pipeline: "", stage: stage)) }
    }
    let plans = keys.enumerated().map { (place: $0.offset, plan: plan($0.element)) }
    var result: [StagePlan] = []
    var words: Set<String> = []
    for pipeline in Set(keys.map(\.pipeline)).sorted() {
      let own = plans.filter { $0.plan.pipeline == pipeline }
      let open = own.filter { $0.plan.outcome == "open" }
      var ordered = open.filter { $0.place < listed }.map(\.plan)
      let fresh = open.filter { $0.place >= listed }.map(\.plan)
      if !ordered.isEmpty { words.insert("as in the folder or the mapping file") }
      if ordered.isEmpty {
        let (sorted, how) = sort(fresh, asOf: asOf)
        ordered = sorted
        if sorted.count > 1 { words.insert(how) }
      } else {
        for stage in sort(fresh, asOf: asOf).0 { Self.insert(stage, into: &ordered) }
      }
      for outcome in ["won", "lost"] {
        ordered += own.map(\.plan).filter { $0.outcome == outcome }
      }
      for (index, stage) in ordered.enumerated() {
        var stage = stage
        stage.position = index + 1
        result.append(stage)
      }
    }
    evidence = words.sorted().joined(separator: "; ")
    return result
  }

  private static func insert(_ stage: StagePlan, into list: inout [StagePlan]) {
    guard let probability = stage.probability,
      let place = list.firstIndex(where: { ($0.probability ?? -1) > probability })
    else {
      list.append(stage)
      return
    }
    list.insert(stage, at: place)
  }

  private func plan(_ key: StageKey) -> StagePlan {
    let told = told.first { $0.stage == key.stage && $0.pipeline == key.pipeline }
    let old = existing.first { $0.stage == key.stage && $0.pipeline == key.pipeline }
    let export = exported.first { $0.stage == key.stage && $0.pipeline == key.pipeline }
    var tally = deals[key] ?? StageTally()
    if let past = history[key.stage], tally.rows == 0 { tally = past }
    let outcome = told?.outcome ?? old?.outcome ?? export?.outcome ?? Self.outcome(key.stage, tally)
    var category = told?.category ?? old?.category ?? ""
    if category.isEmpty {
      switch outcome {
      case "won": category = "closed"
      case "lost": category = "omitted"
      default: category = tally.category.flatMap { $0 == "closed" ? nil : $0 } ?? "pipeline"
      }
    }
    var probability = told?.probability ?? old?.probability ?? export?.probability
    if probability == nil { probability = tally.probability }
    if outcome == "won" { probability = 1_000_000_000 }
    if outcome == "lost" { probability = 0 }
    return StagePlan(
      stage: key.stage, pipeline: key.pipeline, position: export?.position ?? 0, outcome: outcome,
      category: category, probability: probability)
  }

  private static func outcome(_ name: String, _ tally: StageTally) -> String {
    let flagged = tally.closed + tally.open
    if flagged > 0 {
      if tally.open >= tally.closed { return "open" }
      return tally.won * 2 >= tally.rows ? "won" : "lost"
    }
    if tally.won * 2 > tally.rows { return "won" }
    if tally.lost * 2 > tally.rows { return "lost" }
    return DealWords.outcome(ofStage: name) ?? "open"
  }

  /// Puts open stages in order, and says by what.
  private func sort(_ stages: [StagePlan], asOf: Day) -> ([StagePlan], String) {
    if stages.allSatisfy({ $0.position > 0 }) {
      return (stages.sorted { $0.position < $1.position }, "as exported")
    }
    func rank(_ stage: StagePlan) -> Int {
      Self.known.firstIndex(of: HeaderName.normal(stage.stage)) ?? Self.known.count
    }
    func age(_ stage: StagePlan) -> Double {
      let key = StageKey(pipeline: stage.pipeline, stage: stage.stage)
      guard let tally = deals[key], tally.created > 0 else { return .infinity }
      return Double(asOf.number) - Double(tally.createdSum) / Double(tally.created)
    }
    if stages.allSatisfy({ $0.probability != nil }) {
      let sorted = stages.sorted {
        ($0.probability ?? 0, rank($0), age($0), $0.stage)
          < ($1.probability ?? 0, rank($1), age($1), $1.stage)
      }
      return (sorted, "by probability")
    }
    if stages.allSatisfy({ rank($0) < Self.known.count }) {
      return (stages.sorted { rank($0) < rank($1) }, "as in the system's default process")
    }
    let sorted = stages.sorted { (age($0), $0.stage) < (age($1), $1.stage) }
    return (sorted, "by the mean age of their deals: check the order in import.yaml")
  }
}

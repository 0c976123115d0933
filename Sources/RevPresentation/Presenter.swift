import RevBase
import RevForecast
import RevJournal
package import RevMetrics
package import RevModel

/// A fault of the data that was found while loading, as a row.
package struct DataWarning: Hashable, Sendable {
  /// `deals.csv`.
  package var file: String
  package var line: Int?
  package var column: String?
  /// The offending text.
  package var value: String
  package var what: String
  /// What was done about it.
  package var action: String

  package init(
    file: String, line: Int? = nil, column: String? = nil, value: String = "", what: String,
    action: String = ""
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.value = value
    self.what = what
    self.action = action
  }
}

/// Turns the state into models, and carries out the effects that only need the engine.
///
/// It remembers what is dear to make: the risks of a question, the rows of a table, a deal's story. What it
/// answers depends on its arguments alone.
package struct Presenter: Sendable {
  package let warnings: [DataWarning]
  /// For questions that were asked last; the newest first.
  var riskLists: [OpenRiskList] = []
  var tables: [OpenTable] = []
  var inspectors: [OpenInspector] = []
  /// Written texts with names hidden, by the text.
  var maskedTexts: [String: String] = [:]
  var actionSheets: [ActionSheet] = []
  /// What was written about the snapshot.
  var journal = JournalBook()
  /// Rows of the deals that the journal mentions, by id.
  var journalDeals: [String: Int] = [:]
  /// How often another journal was taken over: what was made with an older one is not kept.
  var journalEdition = 0
  var peeked: OpenPeek?
  var callBooks: [OpenCallBook] = []

  /// Whether a picture waits until all of it is worked out. Where it does not, what is dear stands
  /// in it only when it is at hand, else a word in its place, and `isIncomplete` says so.
  package var isPatient = true
  package internal(set) var isIncomplete = false
  /// Whether something is being worked out behind the screen that will change the picture.
  package var isWorking = false

  /// The models on top of the book; shared with whoever fits them behind the screen.
  package let analyst: Analyst
  /// The question whose model was wanted last and is not fitted yet.
  package internal(set) var wantedModel: Question?

  package init(engine: Engine, warnings: [DataWarning] = []) {
    self.init(analyst: Analyst(engine), warnings: warnings)
  }

  /// A presenter that shares models with others of the same snapshot.
  package init(analyst: Analyst, warnings: [DataWarning] = []) {
    self.analyst = analyst
    self.warnings = warnings
  }

  package var engine: Engine { analyst.engine }

  /// What a fresh state has to know.
  package var facts: SnapshotFacts { SnapshotFacts(engine, warnings: warnings.count) }

  var snapshot: Snapshot { engine.snapshot }
  var currency: String { snapshot.manifest.currency }
  var thresholds: Thresholds { snapshot.manifest.thresholds }

  /// Carries out an effect; nil when it is one for the runtime.
  package mutating func perform(_ effect: Effect) -> Action? {
    switch effect {
    case .answer(let request, let generation):
      return .answered(answer(request), generation: generation)
    case .arrange(let key, let generation):
      return .arranged(arrange(key), generation: generation)
    case .inspect(let inspection, let generation):
      let lines = inspector(inspection, masksNames: false).lines(columns: inspection.columns)
      return .inspected(lines: lines.count, generation: generation)
    case .explain(let item, let question, let columns, let generation):
      let lines = explanation(item, question, nil).wrapped(columns: columns).lines.count
      return .explained(lines: lines, generation: generation)
    case .countValues(let subject, let question, let generation):
      return .valuesCounted(pickerValues(subject, question), generation: generation)
    case .search(let key, let text, let from, let isForward, let generation):
      return .found(
        search(key, text: text, from: from, isForward: isForward), generation: generation)
    case .nameTopic(let source, let question):
      return .topicNamed(topic(source, question))
    case .prepareActs(let source, let rows, let question, let move):
      return prepare(move, source, rows, question)
    case .openObject(let source, let row, let question):
      return .objectFound(target(source, row, question))
    case .takeJournal(let book):
      take(book)
      return nil
    case .suppose(let words, let deals, let question, let generation):
      return supposed(words, deals, question, generation)
    case .makeScenario(let name, let question, let numbers, let generation):
      return .scenarioMade(
        scenario(named: name, question, numbers: numbers), generation: generation)
    case .openScenario(let scenario, let question, let generation):
      let (changes, missing) = changes(of: scenario, question)
      return .scenarioOpened(scenario, changes, missing: missing, generation: generation)
    default:
      return nil
    }
  }

  // MARK: - Suppositions

  /// What words suppose of deals, on top of what is supposed already.
  private func supposed(
    _ words: String, _ deals: [Int32], _ question: Question, _ generation: Int
  ) -> Action {
    let reader = Supposing(snapshot, knownAs: engine.book(on: question.asOf))
    do {
      let changes = try reader.applying(words, to: deals, of: question.whatIf)
      return .supposed(changes, generation: generation)
    } catch {
      return .supposeRefused(error.description, generation: generation)
    }
  }

  // MARK: - Answers

  /// The numbers of a request, as `perform` gives them.
  package mutating func answer(_ request: AnswerRequest) -> Answers {
    let question = request.question
    var now = engine.answer(
      question, groups: request.groups, withMovement: request.wantsMovement)
    let context = context(question)
    var forecast: ForecastAnswer?
    var audit: ForecastAudit?
    wantedModel = nil
    if request.groups.contains(.forecast) {
      if analyst.hasModel(for: question) {
        let made = ForecastAnswer(context, analyst)
        analyst.addForecast(to: &now, made.forecast)
        forecast = made
        if request.wantsAudit { audit = analyst.audit(for: question) }
      } else {
        wantedModel = question
        analyst.announceForecast(in: &now)
      }
    }
    var answers = Answers(
      groups: request.groups, now: now, before: before(request),
      risk: riskAnswer(question), renewals: RenewalOutlook(context),
      cohorts: CohortTable(context))
    answers.forecast = forecast
    answers.audit = audit
    // Shared: what one of them works out, the others find.
    let facts = Facts(context)
    if request.groups.contains(.team) {
      answers.attainment = AttainmentHistogram(facts)
      if forecast != nil { answers.outlooks = OwnerOutlook.all(context, now, analyst) }
    }
    if request.groups.contains(.cash) { answers.cashRows = cashRows(facts, now) }
    if request.groups.contains(.hygiene) {
      answers.flags = flags(facts)
      answers.costs = HygieneCost.all(facts)
    }
    if request.isCompared, let question = request.before {
      answers.base = base(question, request.groups)
    }
    return answers
  }

  /// The other numbers: few of them for the usual small changes, all of them in a comparison.
  ///
  /// On a large book the deals of that day take as long as those of the day itself: while the models
  /// of a new day are fitted behind the screen they are left out, and come with the models.
  private mutating func before(_ request: AnswerRequest) -> Readout? {
    guard let question = request.before else { return nil }
    guard request.isCompared else {
      let isSmall = snapshot.deals.count < Self.large
      guard isSmall || wantedModel == nil || engine.isAtHand(question.asOf) else { return nil }
      return engine.answer(question, groups: [.pipeline, .bookings], withTables: false)
    }
    var readout = engine.answer(question, groups: request.groups)
    guard request.groups.contains(.forecast) else { return readout }
    if analyst.hasModel(for: question) {
      analyst.addForecast(to: &readout)
    } else {
      analyst.announceForecast(in: &readout)
      // One model is fitted at a time, the question's own first.
      if wantedModel == nil { wantedModel = question }
    }
    return readout
  }

  /// From so many deals on a book is large.
  private static let large = 200_000

  /// What a comparison needs of the other question besides its numbers.
  private mutating func base(_ question: Question, _ groups: Set<MetricGroup>) -> Answers.Base {
    var base = Answers.Base(
      atRisk: riskAnswer(question).total, renewals: RenewalOutlook(context(question)))
    if groups.contains(.hygiene) { base.flags = flags(Facts(context(question))) }
    return base
  }

  /// How many rows the money that waits is the sum of, where there is any.
  private func cashRows(_ facts: Facts, _ now: Readout) -> [MetricID: Answers.RowCount] {
    var result: [MetricID: Answers.RowCount] = [:]
    for id in LineItems.cashMoney where now[id].value != nil {
      guard let rows = MetricCatalog.definition(id)?.rows(facts) else { continue }
      result[id] = Answers.RowCount(count: rows.rows.count, table: rows.table)
    }
    return result
  }

  /// Deals and pipeline behind each flag of hygiene.
  private func flags(_ facts: Facts) -> [MetricID: Tally] {
    let (hygiene, context) = (facts.hygiene, facts.context)
    var result: [MetricID: Tally] = [:]
    for flag in HygieneFlag.allCases where hygiene.count(flag) != nil {
      let rows = hygiene.rows(flag, context)
      let cents = rows.reduce(Int128(0)) { $0 + Int128(context.book.state.amount[Int($1)]) }
      result[flag.metric] = Tally(amount: Money(cents: Int64(clamping: cents)), count: rows.count)
    }
    return result
  }

  func context(_ question: Question) -> AnswerContext { engine.context(question) }
}

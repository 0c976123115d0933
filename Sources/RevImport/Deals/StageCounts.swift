/// What the rows of one stage of one pipeline came to, as plain numbers that a row changes in place.
struct StageCounts: Sendable {
  var pipeline: Int
  var stage: Int
  var rows = 0
  var closed = 0
  var open = 0
  var won = 0
  var lost = 0
  var createdSum = 0
  var created = 0
  /// The probability and the category of the latest rows, and how many in a row had them: the same
  /// again costs no look-up.
  var probability = -1
  var sameProbability = 0
  var category = -1
  var sameCategory = 0
}

/// The counts of all stages that a stretch of a file has, by the numbers of its words.
struct StageCounter: Sendable {
  /// A place for each pair of pipeline and stage that occurs.
  var counts: [StageCounts] = []
  /// By place: shares in billionths and numbers of categories, and how often each occurred.
  private var probabilities: [[Int: Int]] = []
  private var categories: [[Int: Int]] = []
  private var places: [SIMD2<Int>: Int] = [:]
  /// The place that each stage had last, for the many rows whose pipeline is the same again.
  private var latest: [Int] = []

  @inline(__always)
  mutating func place(pipeline: Int, stage: Int) -> Int {
    if stage < latest.count {
      let place = latest[stage]
      if place >= 0, counts[place].pipeline == pipeline { return place }
    }
    return find(pipeline, stage)
  }

  private mutating func find(_ pipeline: Int, _ stage: Int) -> Int {
    let key = SIMD2(pipeline, stage)
    let place = places[key] ?? counts.count
    if place == counts.count {
      places[key] = place
      counts.append(StageCounts(pipeline: pipeline, stage: stage))
      probabilities.append([:])
      categories.append([:])
    }
    while latest.count <= stage { latest.append(-1) }
    latest[stage] = place
    return place
  }

  /// Notes the probability that a stage had so far, and begins with another one.
  mutating func settleProbability(_ counts: inout StageCounts, _ place: Int, _ next: Int) {
    if counts.sameProbability > 0 {
      probabilities[place][counts.probability, default: 0] += counts.sameProbability
    }
    (counts.probability, counts.sameProbability) = (next, 0)
  }

  mutating func settleCategory(_ counts: inout StageCounts, _ place: Int, _ next: Int) {
    if counts.sameCategory > 0 {
      categories[place][counts.category, default: 0] += counts.sameCategory
    }
    (counts.category, counts.sameCategory) = (next, 0)
  }

  /// All tallies, with the words that the numbers stand for; nothing is counted any more.
  mutating func finish(
    pipelines: [String], stages: [String], categories words: [String]
  ) -> [StageKey: StageTally] {
    var result: [StageKey: StageTally] = [:]
    for place in counts.indices {
      var count = counts[place]
      settleProbability(&count, place, -1)
      settleCategory(&count, place, -1)
      var tally = StageTally(
        rows: count.rows, closed: count.closed, open: count.open, won: count.won, lost: count.lost,
        createdSum: count.createdSum, created: count.created)
      for (share, times) in probabilities[place] { tally.count(probability: share, times: times) }
      for (number, times) in categories[place] {
        tally.count(category: words[number], times: times)
      }
      let key = StageKey(pipeline: pipelines[count.pipeline], stage: stages[count.stage])
      result[key, default: StageTally()].add(tally)
    }
    self = StageCounter()
    return result
  }
}

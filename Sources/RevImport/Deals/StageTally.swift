/// What the rows of one stage say about it.
struct StageTally: Sendable, Equatable {
  var rows = 0
  var closed = 0
  var open = 0
  var won = 0
  var lost = 0
  /// Shares in billionths, and how often each occurs.
  private(set) var probabilities: [Int: Int] = [:]
  private(set) var categories: [String: Int] = [:]
  /// Days of creation, for the mean age.
  var createdSum = 0
  var created = 0

  init(
    rows: Int = 0, closed: Int = 0, open: Int = 0, won: Int = 0, lost: Int = 0,
    createdSum: Int = 0, created: Int = 0
  ) {
    (self.rows, self.closed, self.open) = (rows, closed, open)
    (self.won, self.lost) = (won, lost)
    (self.createdSum, self.created) = (createdSum, created)
  }

  mutating func count(probability: Int, times: Int = 1) {
    probabilities[probability, default: 0] += times
  }

  mutating func count(category: String, times: Int = 1) {
    categories[category, default: 0] += times
  }

  mutating func add(_ other: StageTally) {
    rows += other.rows
    closed += other.closed
    open += other.open
    won += other.won
    lost += other.lost
    createdSum += other.createdSum
    created += other.created
    probabilities.merge(other.probabilities, uniquingKeysWith: +)
    categories.merge(other.categories, uniquingKeysWith: +)
  }

  /// The commonest probability; the lower one of two that are equally common.
  var probability: Int? {
    probabilities.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The commonest category; the first by name of two that are equally common.
  var category: String? {
    categories.filter { !$0.key.isEmpty }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}

/// A stage of a pipeline.
struct StageKey: Hashable, Sendable {
  var pipeline: String
  var stage: String
}

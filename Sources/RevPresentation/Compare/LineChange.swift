import RevBase
import RevMetrics

/// Changes of lines that are no numbers of the book: stages, ages, steps of a bridge, windows.
struct LineChange {
  /// Whether the screen is compared at all.
  let isCompared: Bool
  /// Whether a line that did not change says nothing: under suppositions only what follows from them
  /// is worth a word.
  let isQuiet: Bool

  init(_ answers: Answers) {
    isCompared = answers.isCompared
    isQuiet = answers.isSupposedOnly
  }

  private var same: String { isQuiet ? "" : "=" }

  /// `+0.3M`, `=` where nothing can be seen to differ; empty without a comparison.
  func words(_ now: Quantity?, _ before: Quantity?, _ unit: MetricUnit) -> String {
    guard isCompared else { return "" }
    guard let now, let before else { return Format.missing }
    return Format.change(now, from: before, unit) ?? same
  }

  /// Count and amount: `+3 +0.3M`; `=` for what did not change.
  func words(_ now: Tally, _ before: Tally?) -> String {
    guard isCompared else { return "" }
    let old = before ?? Tally()
    let count = words(.count(now.count), .count(old.count), .count)
    let amount = words(.money(now.amount), .money(old.amount), .money)
    if amount == count { return same }
    return [count, amount].map { $0.isEmpty ? "=" : $0 }.joined(separator: " ")
  }

  /// An amount with its change behind it: `42.0M (+1.2M)`.
  func amount(_ text: String, _ now: Money, _ before: Money?) -> String {
    guard isCompared else { return text }
    let words = words(.money(now), .money(before ?? .zero), .money)
    return words.isEmpty ? text : "\(text) (\(words))"
  }
}

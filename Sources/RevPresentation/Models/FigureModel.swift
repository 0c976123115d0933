import RevBase
import RevMetrics
import RevModel

/// One number as a pane shows it: finished words, and what they mean.
package struct FigureModel: Equatable, Sendable {
  package var item: Item
  package var label: String
  package var value: String
  package var tone: Tone
  /// `ok`, `watch`, `LOW`, `HIGH`; empty without a threshold.
  package var word = ""
  /// `want 3.0x`; empty without a threshold.
  package var wish = ""
  /// Against the same week of the period before: `+4.0pt`; empty when it is not known.
  package var change = ""
  package var changeTone = Tone.dim
  /// In a comparison of the whole screen: what the change is worth saying first.
  package var comparison: ComparisonModel?
  /// Why it is undefined.
  package var reason: String?
  /// For bars, in units of the number.
  package var number: Double?
  package var isSelected = false
  /// What the number was before the files were read again, for a minute; nil when it is the same.
  package var was: String?

  package init(
    item: Item, label: String, value: String, tone: Tone = .text, number: Double? = nil,
    reason: String? = nil
  ) {
    self.item = item
    self.label = label
    self.value = value
    self.tone = tone
    self.number = number
    self.reason = reason
  }
}

extension Readout {
  /// Whether both know a number, and it is another one.
  func hasChanged(_ id: MetricID, in other: Readout) -> Bool {
    guard let old = self[id].value, let new = other[id].value else { return false }
    return old != new
  }
}

extension AppState {
  /// The numbers that those after a reload are compared with, while the question is the same.
  var beforeReload: Readout? {
    guard let reloaded, reloaded.question == answers?.now.question else { return nil }
    return reloaded.before.now
  }
}

/// What a number was on the other side of a comparison, in words.
package struct ComparisonModel: Equatable, Sendable {
  /// `4.1M`, or `n/a`.
  package var was: String
  /// `+0.3M (+8.4%) better`, `no change`; empty where one side is undefined.
  package var words: String
  /// `+0.3M`; empty where nothing can be seen to differ.
  package var short: String
  package var tone: Tone
  /// Whether it differs only because of suppositions.
  package var isSupposed: Bool
}

extension FigureModel {
  /// The value, with an asterisk when it is not the known one.
  package var shown: String { comparison?.isSupposed == true ? value + "*" : value }
}

/// Makes figures of the numbers of one answer.
struct FigureMaker {
  let now: Readout
  /// The same week of the period before; nil where it is not known.
  let before: Readout?
  let thresholds: Thresholds
  let currency: String
  /// The item under the cursor, when the pane has the focus.
  let selected: Item?
  /// Answers to the same question before the files were read again; nil when that is long ago.
  var reloaded: Readout?
  /// Whether the whole screen is compared, so that every number says its change.
  var isCompared = false
  /// Whether a number that did not change says nothing about it.
  var isQuiet = false

  init(
    now: Readout, before: Readout?, thresholds: Thresholds, currency: String,
    selected: Item? = nil
  ) {
    (self.now, self.before, self.thresholds) = (now, before, thresholds)
    (self.currency, self.selected) = (currency, selected)
  }

  init(
    answers: Answers, thresholds: Thresholds, currency: String, selected: Item?,
    reloaded: Readout? = nil
  ) {
    self.init(
      now: answers.now, before: answers.before, thresholds: thresholds, currency: currency,
      selected: selected)
    self.reloaded = reloaded
    isCompared = answers.isCompared
    isQuiet = answers.isSupposedOnly
  }

  /// Under this denominator a rate is dimmed.
  static let weakSample = 20.0

  func figure(_ id: MetricID, label: String? = nil) -> FigureModel {
    let definition = MetricCatalog.definition(id)
    let unit = definition?.unit ?? .count
    let measure = now[id]
    var figure = FigureModel(
      item: .metric(id), label: label ?? definition?.title ?? id.rawValue,
      value: Format.value(measure, unit), number: measure.value?.double,
      reason: measure.reason.map { BookLetters(question: now.question).reason($0) })
    figure.isSelected = selected == figure.item
    if isCompared { compare(&figure, id, definition) }
    guard let value = measure.value else {
      figure.tone = .missing
      return figure
    }
    if let reloaded, reloaded.hasChanged(id, in: now) {
      let old = Format.value(reloaded[id], unit)
      // A change that rounding hides is no change to the eye.
      if old != figure.value { figure.was = old }
    }
    if unit == .share, let below = measure.denominator, below.double < Self.weakSample,
      case .count = below
    {
      figure.tone = .dim
    }
    if let definition, let (grade, word) = definition.grade(of: measure, thresholds) {
      figure.word = word
      figure.tone = grade == .good ? figure.tone : grade.tone
    }
    figure.wish = definition?.wish(thresholds) ?? ""
    if !isCompared, let before = before?[id].value,
      let change = Format.change(value, from: before, unit)
    {
      figure.change = change
      figure.changeTone = tone(
        isUp: value.double > before.double, definition?.better ?? .neither)
    }
    return figure
  }

  /// Says what the number was on the other side of the comparison.
  private func compare(
    _ figure: inout FigureModel, _ id: MetricID, _ definition: MetricDefinition?
  ) {
    let unit = definition?.unit ?? .count
    let (measure, old) = (now[id], before?[id] ?? .undefined("not asked"))
    let change = NumberChange(measure, from: old, better: definition?.better ?? .neither)
    let short = change?.short(unit) ?? ""
    let differs = !short.isEmpty || (measure.value == nil) != (old.value == nil)
    if isQuiet, !differs { return }
    figure.comparison = ComparisonModel(
      was: Format.value(old, unit), words: change?.words(unit) ?? "", short: short,
      tone: change?.tone ?? .dim, isSupposed: differs && !now.question.whatIf.isEmpty)
    figure.change = short
    figure.changeTone = change?.tone ?? .dim
  }

  private func tone(isUp: Bool, _ better: MetricDefinition.Direction) -> Tone {
    switch better {
    case .neither: .dim
    case .higher: isUp ? .good : .watch
    case .lower: isUp ? .watch : .good
    }
  }
}

import RevBase
import RevForecast
package import RevRisk

/// What is known about the quality of the chances.
package enum QualityAnswer: Equatable, Sendable {
  /// The share that is measured so far.
  case measuring(Double)
  case measured(RiskQuality)
  /// Why it cannot be measured.
  case unknown(String)
}

/// Puts the quality of the chances on a board.
struct QualityBoard {
  /// Lines that the cursor can stand on: deciles, then factors.
  static let lines = 10 + Factor.allCases.count

  let quality: RiskQuality
  let selected: Item?

  var left: [BoardModel.Block] {
    let verdict: Tone = quality.hasSkill ? .good : .poor
    return [
      .heading("Verdict"),
      .note([.text(quality.hasSkill ? quality.words : "no skill: ", verdict), .text(noSkill)]),
      .note([.text(tested, .dim)]), .note([.text(learnt, .dim)]),
      .heading("Figures"),
      .grid(
        BoardModel.Grid(
          columns: [text("", 20), number("", 9), text("", 60, flex: 1)], rows: figures,
          hasBars: false)),
      .heading("Reliability: tenths of the chances, what was said and what came"),
      .grid(
        BoardModel.Grid(
          columns: [
            text("Tenth", 8), number("Deals x weeks", 13), number("Said", 6), number("Won", 6),
          ], rows: deciles, hasBars: true)),
      .note([
        .text(
          quality.isMonotone
            ? "no tenth was won less often than the one below it"
            : "some tenth was won less often than the one below it", .dim)
      ]),
    ]
  }

  var right: [BoardModel.Block] {
    [
      .heading("Factors: won against expected without the factor, by its extreme levels"),
      .grid(
        BoardModel.Grid(
          columns: [
            text("Factor", 26), text("Stands", 8), number("z", 6),
            text("Lowest", 40, flex: 1), text("Highest", 40, flex: 1),
          ], rows: factors, hasBars: false)),
      .note([
        .text(
          "a factor stands when its terms agree with what came by more than 3 standard errors; "
            + "lift is won / expected with its 95% interval", .dim)
      ]),
    ]
  }

  private var noSkill: String {
    if quality.hasSkill { return "" }
    guard let auc = quality.auc else { return "no day has both a won deal and another" }
    let value = interval(auc)
    return
      "AUC \(value), Brier \(hundredths(quality.brier, 3)) against \(hundredths(quality.baseBrier, 3)) "
      + "for the base rate"
  }

  private var tested: String {
    "tested on \(Format.count(quality.weeks, "week")) that it had not seen, \(quality.first) to "
      + "\(quality.last): \(Format.count(quality.rows)) rows of \(Format.count(quality.deals, "deal")), "
      + "won or not by the end of the \(quality.cadence == .months ? "month" : "quarter")"
  }

  private var learnt: String {
    "today's model was trained on \(quality.day): \(Format.count(quality.wonDeals)) won deals, "
      + "\(Format.count(quality.dealDays)) deal-days"
  }

  // MARK: - Lines

  private var figures: [BoardModel.Row] {
    var rows = [
      row(
        "AUC", quality.auc.map { hundredths($0.value) },
        quality.auc.map { "95%: \(range($0)); " } ?? "",
        "chance that of two deals of one day the won one was above; 0.5 is a coin"),
      row(
        "AUC, won against lost", quality.closedAUC.map { hundredths($0.value) },
        quality.closedAUC.map { "95%: \(range($0)); " } ?? "",
        "among deals that were closed in time"),
      row(
        "Brier score", hundredths(quality.brier, 3),
        "\(hundredths(quality.baseBrier, 3)) for always saying the base rate \(percent(quality.baseRate)); ",
        "0 is perfect"),
      row(
        "Calibration error", hundredths(quality.calibrationError, 3), "",
        "mean distance of said and won over the tenths"),
    ]
    let top = quality.top
    if let precision = top.precision {
      let base = top.base.map { "\(percent($0)) of all that are ranked; " } ?? ""
      let largest = top.ofLargest.map { "\(percent($0)) of the five largest" } ?? ""
      rows.append(
        row(
          "Top five not won", percent(precision), "\(top.notWon) of \(top.named); \(base)", largest)
      )
    }
    return rows
  }

  private func row(_ label: String, _ value: String?, _ note: String, _ meaning: String)
    -> BoardModel.Row
  {
    BoardModel.Row(
      item: nil,
      cells: [
        .init(label), .init(value ?? Format.missing, value == nil ? .missing : .strong),
        .init(note + meaning, .dim),
      ])
  }

  private var deciles: [BoardModel.Row] {
    quality.deciles.enumerated().map { index, decile in
      BoardModel.Row(
        item: .line(index),
        cells: [
          .init("\(index + 1)", .label), .init(Format.count(decile.rows)),
          .init(percent(decile.said)), .init(percent(decile.came), .strong),
        ], number: decile.came, isSelected: selected == .line(index))
    }
  }

  private var factors: [BoardModel.Row] {
    quality.factors.map { lift in
      let levels = lift.levels.filter { $0.rows >= 20 && $0.lift != nil }
        .sorted { ($0.lift?.value ?? 0) < ($1.lift?.value ?? 0) }
      let item = Item.line(10 + lift.factor.rawValue)
      return BoardModel.Row(
        item: item,
        cells: [
          .init(lift.factor.title),
          lift.stands ? .init("stands", .good) : .init("no", .dim),
          .init(hundredths(lift.z, 1)), level(levels.first),
          level(levels.count > 1 ? levels.last : nil),
        ], isSelected: selected == item)
    }
  }

  private func level(_ level: RiskQuality.FactorLift.Level?) -> TableModel.Cell {
    guard let level, let lift = level.lift else { return .init(Format.missing, .missing) }
    return .init(
      "\(level.level): \(interval(lift)) of \(Format.count(level.rows, "row"))")
  }

  // MARK: - Words

  private func interval(_ value: Measured) -> String {
    "\(hundredths(value.value)) (\(range(value)))"
  }

  private func range(_ value: Measured) -> String {
    "\(hundredths(value.low)) to \(hundredths(value.high))"
  }

  private func hundredths(_ value: Double, _ digits: Int = 2) -> String {
    Format.fixed(value, digits: digits)
  }

  private func percent(_ share: Double) -> String { "\(Format.fixed(share * 100))%" }

  private func text(_ title: String, _ width: Int, flex: Int = 0) -> TableModel.Column {
    TableModel.Column(
      title: title, isNumeric: false, minimum: min(flex > 0 ? 16 : 8, width), ideal: width,
      flex: flex,
      priority: flex > 0 ? 2 : 0)
  }

  private func number(_ title: String, _ width: Int) -> TableModel.Column {
    TableModel.Column(
      title: title, isNumeric: true, minimum: width, ideal: width, flex: 0, priority: 0)
  }
}

extension Presenter {
  func quality(_ state: AppState) -> BoardModel {
    let key = analyst.qualityKey(for: state.question)
    let note = "deals won in time"
    switch state.qualities[key] {
    case .measured(let quality):
      let board = QualityBoard(quality: quality, selected: state.lineItem)
      return BoardModel(
        title: "Model quality", note: note, left: board.left, right: masked(board.right, state))
    case .unknown(let why):
      return BoardModel(
        title: "Model quality", note: note, left: [.note([.text(why, .missing)])], right: [])
    case .measuring(let share):
      return BoardModel(
        title: "Model quality", note: note,
        left: [
          .note([.text("measuring on later weeks: \(Format.fixed(share * 100))%", .missing)]),
          .note([
            .text("the model is fitted anew for each tested week; other views stay usable", .dim)
          ]),
        ], right: [])
    case nil:
      return BoardModel(
        title: "Model quality", note: note, left: [.note([.text("measuring", .missing)])], right: []
      )
    }
  }

  /// Names of owners are levels of a factor.
  private func masked(_ blocks: [BoardModel.Block], _ state: AppState) -> [BoardModel.Block] {
    guard state.masksNames else { return blocks }
    return blocks.map { block in
      guard case .grid(var grid) = block else { return block }
      for index in grid.rows.indices where grid.rows[index].cells.first?.text == Factor.owner.title
      {
        for cell in grid.rows[index].cells.indices.dropFirst(3) {
          grid.rows[index].cells[cell].text = "names are masked"
        }
      }
      return .grid(grid)
    }
  }
}

import RevBase
import RevMetrics
import RevModel

extension Presenter {
  /// The view 5 to 9 on the screen; nil for other views.
  mutating func board(_ state: AppState) -> BoardModel? {
    guard var board = lines(state) else { return nil }
    if let item = state.lineItem { board.peek = peek(item, state) }
    return board
  }

  private func lines(_ state: AppState) -> BoardModel? {
    guard let answers = state.answers else { return nil }
    let maker = BoardMaker(
      presenter: self, state: state, answers: answers, selected: state.lineItem)
    switch state.view.kind {
    case .movement: return maker.movement
    case .funnel: return maker.funnel
    case .team: return maker.team
    case .cash: return maker.cash
    case .hygiene: return maker.hygiene
    case .dashboard, .table, .inspector: return nil
    }
  }
}

/// Makes the boards of one answer.
struct BoardMaker {
  let presenter: Presenter
  let state: AppState
  let answers: Answers
  let selected: Item?

  var currency: String { presenter.currency }
  var question: Question { answers.now.question }

  var figures: FigureMaker {
    FigureMaker(
      answers: answers, thresholds: presenter.thresholds, currency: currency, selected: selected)
  }

  func figures(_ ids: [MetricID]) -> BoardModel.Block {
    .figures(ids.map { figures.figure($0) })
  }

  func text(_ title: String, _ width: Int, flex: Int = 0) -> TableModel.Column {
    TableModel.Column(
      title: title, isNumeric: false, minimum: min(8, width), ideal: width, flex: flex,
      priority: 0)
  }

  func number(_ title: String, _ width: Int, priority: Int = 0) -> TableModel.Column {
    TableModel.Column(
      title: title, isNumeric: true, minimum: width, ideal: width, flex: 0, priority: priority)
  }

  func cell(_ text: String?, _ tone: Tone = .text) -> TableModel.Cell {
    text.map { TableModel.Cell($0, tone) } ?? TableModel.Cell(Format.missing, .missing)
  }

  func money(_ money: Money?) -> TableModel.Cell { cell(money.map(Format.compact)) }

  func share(_ share: Double?) -> TableModel.Cell {
    cell(share.map { Format.percent($0, digits: 0) })
  }

  func count(_ count: Int?) -> TableModel.Cell { cell(count.map { Format.count($0) }) }

  func missing(_ reason: String?) -> [BoardModel.Block] {
    reason.map { [.note([.text($0, .missing)])] } ?? []
  }

  // MARK: - Movement

  var movement: BoardModel {
    let answer = answers.now.tables.movement
    guard let movement = answer.value else {
      return BoardModel(
        title: "5 Movement", note: "",
        left: missing(answer.reason ?? "computing"), right: [])
    }
    let steps = LineItems.movement(movement)
    let rows = steps.map { step -> BoardModel.Row in
      let (tally, sign) = movement.part(step)
      let amount = sign == 0 ? tally.amount : Money(cents: tally.amount.cents * Int64(sign))
      return BoardModel.Row(
        item: .bucket(step),
        cells: [
          cell(step.title, step == .unexplained ? .poor : .text), count(tally.count),
          cell(
            sign == 0 ? Format.full(amount) : (amount.cents > 0 ? "+" : "") + Format.full(amount),
            sign > 0 ? .good : sign < 0 ? .watch : .total),
          cell(step.words, .dim),
        ], isSelected: selected == .bucket(step))
    }
    return BoardModel(
      title: "5 Movement", note: "\(movement.from) to \(movement.to), \(question.period.label)",
      left: [
        .heading("Open pipeline that closes in \(question.period.label)"),
        .bridge(steps.map { bridge($0, movement) }),
        .note([.text("start + additions - reductions = end, to the hundredth", .dim)]),
        .heading("In the period"),
        figures([.pipelinePushed, .pipelinePushRate, .pipelineCreated]),
      ],
      right: [
        .heading("Deals behind each step"),
        .grid(
          .init(
            columns: [
              text("Step", 15), number("Deals", 6), number("Amount", 14), text("", 30, flex: 1),
            ],
            rows: rows, hasBars: false)),
      ])
  }

  private func bridge(_ step: MovementStep, _ movement: Movement) -> RetentionPaneModel.Step {
    let (tally, sign) = movement.part(step)
    let signed = Money(cents: tally.amount.cents * Int64(sign == 0 ? 1 : sign))
    return RetentionPaneModel.Step(
      item: .bucket(step), label: step.title,
      amount: sign == 0 ? Format.compact(signed) : Format.signed(signed),
      count: Format.count(tally.count), number: tally.amount.units,
      kind: sign == 0 ? .total : sign > 0 ? .plus : .minus,
      isSelected: selected == .bucket(step))
  }
}

extension Movement {
  /// A step's tally, and whether it adds (1), takes away (-1) or is a total (0).
  func part(_ step: MovementStep) -> (Tally, Int) {
    switch step {
    case .start: (start, 0)
    case .end: (end, 0)
    case .unexplained: (unexplained, 1)
    case .bucket(let bucket): (self[bucket], bucket.adds ? 1 : -1)
    }
  }
}

extension MovementStep {
  /// What the step counts, in a few words.
  var words: String {
    switch self {
    case .start: "open on the first day"
    case .end: "open on the last day"
    case .unexplained: "should be nothing: please report it"
    case .bucket(let bucket):
      switch bucket {
      case .new: "created since"
      case .reopened: "were closed"
      case .pulledIn: "close date moved in from later"
      case .pushedIn: "close date moved in from earlier"
      case .transferredIn: "owner, segment, category or stage"
      case .increased: "amount went up"
      case .decreased: "amount went down"
      case .won: "closed won"
      case .lost: "closed lost"
      case .pushedOut: "close date moved past the period"
      case .pulledOut: "close date moved before the period"
      case .transferredOut: "owner, segment, category or stage"
      }
    }
  }
}

import RevBase
import RevMetrics
import RevModel

extension Presenter {
  /// The view 5 to 9 on the screen; nil for other views.
  mutating func board(_ state: AppState) -> BoardModel? {
    guard var board = lines(state) else { return nil }
    if let item = state.lineItem { board.peek = peek(item, state) }
    board.changed = changedItems(state)
    return board
  }

  private mutating func lines(_ state: AppState) -> BoardModel? {
    guard let answers = state.answers else { return nil }
    let calls = state.view.kind == .team ? callBook(answers.now.question) : nil
    let maker = BoardMaker(
      presenter: self, state: state, answers: answers, selected: state.lineItem, callBook: calls)
    switch state.view.kind {
    case .movement: return maker.movement
    case .funnel: return maker.funnel
    case .team: return maker.team
    case .cash: return maker.cash
    case .hygiene: return maker.hygiene
    case .quality: return quality(state)
    case .forecastAudit: return maker.audit
    case .anomalies: return maker.anomalies
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
  /// Of the team's view; nil elsewhere, and while it is being worked out.
  var callBook: CallBook?

  var currency: String { presenter.currency }
  var question: Question { answers.now.question }

  var figures: FigureMaker {
    FigureMaker(
      answers: answers, thresholds: presenter.thresholds, currency: currency, selected: selected,
      reloaded: state.beforeReload)
  }

  func figures(_ ids: [MetricID]) -> BoardModel.Block {
    .figures(ids.map { figures.figure($0) })
  }

  func text(_ title: String, _ width: Int, least: Int = 8, flex: Int = 0) -> TableModel.Column {
    TableModel.Column(
      title: title, isNumeric: false, minimum: min(least, width), ideal: width, flex: flex,
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

  // MARK: - Comparison

  /// The tables of the other side; nil when nothing is compared.
  var base: BookTables? { answers.isCompared ? answers.before?.tables : nil }

  /// A cell of a table: the value, or in a comparison its change.
  func compared(
    _ cell: TableModel.Cell, _ now: Quantity?, _ before: Quantity?, _ unit: MetricUnit,
    _ better: MetricDefinition.Direction = .neither
  ) -> TableModel.Cell {
    guard answers.isCompared else { return cell }
    guard let now, let before else { return self.cell(nil) }
    let change = NumberChange(now, from: before, better: better)
    guard let words = change.short(unit) else { return self.cell("=", .dim) }
    // Points without a fraction fit the column.
    let short = unit == .share ? Self.points(now.double - before.double) : words
    return self.cell(short, change.tone)
  }

  private static func points(_ share: Double) -> String {
    let text = Format.fixed(share * 100)
    return text == "0" ? "=" : (share > 0 ? "+" : "") + text + "pt"
  }

  func compared(_ now: Money?, _ before: Money?, _ better: MetricDefinition.Direction = .higher)
    -> TableModel.Cell
  {
    compared(money(now), now.map(Quantity.money), before.map(Quantity.money), .money, better)
  }

  func compared(_ now: Int?, _ before: Int?, _ better: MetricDefinition.Direction = .higher)
    -> TableModel.Cell
  {
    compared(count(now), now.map(Quantity.count), before.map(Quantity.count), .count, better)
  }

  func compared(
    share now: Double?, _ before: Double?, _ better: MetricDefinition.Direction = .higher
  ) -> TableModel.Cell {
    compared(share(now), now.map(Quantity.real), before.map(Quantity.real), .share, better)
  }

  /// The heading of a table whose cells are changes while the screen is compared.
  func heading(_ title: String) -> BoardModel.Block {
    .heading(answers.isCompared ? "\(title), changes" : title)
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
    let old = base?.movement.value
    let change = LineChange(isCompared: answers.isCompared)
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
          cell(answers.isCompared ? change.words(tally, old?.part(step).0) : step.words, .dim),
        ], isSelected: selected == .bucket(step))
    }
    return BoardModel(
      title: "5 Movement", note: "\(movement.from) to \(movement.to), \(question.period.label)",
      left: [
        .heading("Open pipeline that closes in \(question.period.label)"),
        .bridge(steps.map { bridge($0, movement, old) }),
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

  private func bridge(_ step: MovementStep, _ movement: Movement, _ old: Movement?)
    -> RetentionPaneModel.Step
  {
    let (tally, sign) = movement.part(step)
    let signed = Money(cents: tally.amount.cents * Int64(sign == 0 ? 1 : sign))
    return RetentionPaneModel.Step(
      item: .bucket(step), label: step.title,
      amount: LineChange(isCompared: answers.isCompared).amount(
        sign == 0 ? Format.compact(signed) : Format.signed(signed), tally.amount,
        old?.part(step).0.amount),
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

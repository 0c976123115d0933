package import RevBase
import RevModel

/// What a hygiene flag does to the numbers of the dashboard.
///
/// `37 deals past their close date keep 412k in coverage`.
package struct HygieneCost: Sendable, Equatable {
  /// What happens to the number.
  package enum Effect: String, Sendable {
    /// The money is there but the number does not show it.
    case hides
    /// The number shows money that is not to be relied on.
    case inflates
    /// The number cannot say whose the money is.
    case orphans
  }

  package let flag: HygieneFlag
  /// Deals of O that have the flag.
  package let deals: Int
  /// Their amounts: the pipeline behind the flag.
  package let pipeline: Money
  /// The number of the dashboard that it distorts most.
  package let metric: MetricID
  package let effect: Effect
  /// By how much.
  package let distortion: Money
  /// Whether the distortion is a guess (deals without an amount, at the mean of the year's won).
  package let isEstimate: Bool

  /// The deals and the number, in words: `12 deals without an amount`.
  package var subject: String { "\(deals) \(deals == 1 ? "deal" : "deals") \(flag.words)" }

  /// The costs of all flags that the snapshot can tell, the largest distortion first.
  package static func all(_ facts: Facts) -> [HygieneCost] {
    guard facts.hygiene.obstacle == nil else { return [] }
    let sums = FlagSums(facts)
    let costs = HygieneFlag.allCases.compactMap { flag in
      facts.hygiene.count(flag).map { make(flag, deals: $0, sums) }
    }
    // A stable order: equal distortions stay in the order of the book.
    return costs.sorted { a, b in
      if a.distortion != b.distortion { return a.distortion > b.distortion }
      return a.flag.rawValue < b.flag.rawValue
    }
  }

  private static func make(_ flag: HygieneFlag, deals: Int, _ sums: FlagSums) -> HygieneCost {
    let index = flag.rawValue
    func cost(
      _ metric: MetricID, _ effect: Effect, _ amount: Int64, isEstimate: Bool = false
    ) -> HygieneCost {
      HygieneCost(
        flag: flag, deals: deals, pipeline: Money(cents: sums.pipeline[index]), metric: metric,
        effect: effect, distortion: Money(cents: amount), isEstimate: isEstimate)
    }
    switch flag {
    case .noAmount:
      let hidden = Int64(sums.inPeriodCount[index]) * sums.meanWon
      return cost(.pipelineCoverage, .hides, hidden, isEstimate: true)
    case .pastDue: return cost(.pipelineOpenAll, .inflates, sums.pipeline[index])
    case .noNextStep: return cost(.forecastCommit, .inflates, sums.committed[index])
    case .noActivity: return cost(.pipelineCoverage, .inflates, sums.inPeriod[index])
    case .noOwner: return cost(.pipelineCoverage, .orphans, sums.inPeriod[index])
    case .noAccount: return cost(.pipelineOpen, .orphans, sums.inPeriod[index])
    case .singleContact: return cost(.pipelineWeighted, .inflates, sums.weighted[index])
    }
  }
}

/// Amounts behind each flag, by `HygieneFlag.rawValue`, in hundredths.
private struct FlagSums {
  var pipeline = [Int64](repeating: 0, count: HygieneFlag.allCases.count)
  /// Of those with a close date in the period.
  var inPeriod = [Int64](repeating: 0, count: HygieneFlag.allCases.count)
  var inPeriodCount = [Int](repeating: 0, count: HygieneFlag.allCases.count)
  /// Of those in category commit.
  var committed = [Int64](repeating: 0, count: HygieneFlag.allCases.count)
  /// Of those times their chance.
  var weighted = [Int64](repeating: 0, count: HygieneFlag.allCases.count)
  /// Mean amount of W(T), to the hundredth.
  let meanWon: Int64

  init(_ facts: Facts) {
    let context = facts.context
    let (book, won) = (context.book, context.selection.wonTrailing)
    let period = context.question.period
    var total: Int128 = 0
    for id in won { total += Int128(book.state.amount[Int(id)]) }
    meanWon = won.isEmpty ? 0 : Int64(Exact.roundHalfEven(total, over: Int128(won.count)))
    let chances = Chances(context)
    let (amounts, closes, flags) = (book.state.amount, book.state.close, facts.hygiene.bits)
    for (place, id) in context.selection.open.enumerated() {
      var bits = flags[place]
      if bits == 0 { continue }
      let row = Int(id)
      let amount = amounts[row]
      let close = closes[row]
      let isDue = close >= period.start.number && close <= period.end.number
      let isCommitted = book.category[row] == StageTable.Category.commit.rawValue
      let chance = isDue ? chances.billionths(row) : 0
      let expected = chance > 0 ? Exact.product(cents: amount, billionths: chance) : 0
      while bits != 0 {
        let flag = bits.trailingZeroBitCount
        bits &= bits &- 1
        pipeline[flag] += amount
        guard isDue else { continue }
        inPeriod[flag] += amount
        inPeriodCount[flag] += 1
        weighted[flag] += expected
        if isCommitted { committed[flag] += amount }
      }
    }
  }
}

/// The chance of each deal: its own, else its stage's.
private struct Chances {
  private let own: [Int32]
  private let stageNow: [UInt16]
  private let stageThen: [UInt16]
  private let stageRow: [Int16]
  private let stages: [Int32]

  init(_ context: AnswerContext) {
    own = context.snapshot.deals.probability
    stageNow = context.snapshot.deals.stage
    stageThen = context.book.state.stage
    stageRow = context.book.stageRow
    stages = context.snapshot.stages.rows.map { max(0, $0.probability) }
  }

  /// The chance in billionths; 0 when neither is known.
  ///
  /// A deal's own counts while its stage is today's.
  func billionths(_ row: Int) -> Int32 {
    if own[row] >= 0, stageNow[row] == stageThen[row] { return own[row] }
    let stage = Int(stageRow[row])
    return stage >= 0 ? stages[stage] : 0
  }
}

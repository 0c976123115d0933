import RevBase
import RevModel

/// The table `channels`: what each marketing channel cost and brought.
enum ChannelTable {
  static func answer(_ facts: Facts) -> TableAnswer<[ChannelLine]> {
    let context = facts.context
    if let reason = context.obstacle(.deals, .spend) { return .undefined(reason) }
    guard let spend = context.snapshot.spend else { return .undefined("spend.csv is missing") }
    let deals = context.snapshot.deals
    let sums = deals.columns.has("source") ? SourceSums.bySource(context) : nil
    let margin = context.snapshot.manifest.grossMargin
    let cost = SpendFacts(context)
    var lines: [ChannelLine] = []
    for (code, channel) in spend.channel.vocabulary.words.enumerated()
    where cost.rows[code] > 0 {
      var line = ChannelLine(channel: channel, spend: Money(cents: cost.amounts[code]))
      if let sums {
        let source = deals.source.vocabulary.code(of: channel)
        let deals = source.map { sums[Int($0) + 1] } ?? SourceSums()
        line.created = Money(cents: deals.created)
        line.won = Money(cents: deals.wonAmount)
        if let margin {
          let profit = Exact.product(cents: deals.wonAmount, billionths: margin)
          line.margin = Money(cents: profit - cost.amounts[code])
          if deals.wonAmount != 0 {
            line.marginShare = Double(profit - cost.amounts[code]) / Double(deals.wonAmount)
          }
        }
      }
      lines.append(line)
    }
    return .rows(
      lines.sorted { $0.channel.utf8.lexicographicallyPrecedes($1.channel.utf8) })
  }
}

/// Spend from p0 to E by channel.
struct SpendFacts {
  /// By code of the channel.
  private(set) var amounts: [Int64] = []
  private(set) var rows: [Int] = []

  init(_ context: AnswerContext) {
    guard let table = context.snapshot.spend else { return }
    let words = table.channel.vocabulary
    amounts = [Int64](repeating: 0, count: words.count)
    rows = [Int](repeating: 0, count: words.count)
    let mask = context.selection.masks.words(.source, words) ?? []
    let (first, last) = (context.question.period.start.number, context.question.end.number)
    for row in 0..<table.count where table.date[row] >= first && table.date[row] <= last {
      let code = table.channel.codes[row]
      guard code >= 0, mask.isEmpty || mask[Int(code) + 1] != 0 else { continue }
      amounts[Int(code)] += table.amount[row]
      rows[Int(code)] += 1
    }
  }

  /// All of it.
  var total: Int64 { amounts.reduce(0, +) }
}

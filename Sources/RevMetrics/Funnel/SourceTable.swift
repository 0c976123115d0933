import RevBase
import RevModel

/// The table `sources`: the funnel, the pipeline created and the deals won by source.
enum SourceTable {
  static func answer(_ facts: Facts) -> TableAnswer<[SourceLine]> {
    let context = facts.context
    let deals = context.snapshot.deals
    let hasSource = context.snapshot.leads?.columns.has("source") ?? false
    let leadReason =
      facts.funnel.obstacle ?? (hasSource ? nil : "leads.csv has no column source")
    let dealReason =
      context.obstacle(.deals)
      ?? (deals.columns.has("source") ? nil : "deals.csv has no column source")
    if let leadReason, let dealReason { return .undefined("\(leadReason); \(dealReason)") }
    var lines: [String: SourceLine] = [:]
    if leadReason == nil, let leads = context.snapshot.leads {
      for (code, steps) in facts.funnel.bySource.enumerated() where steps.leads > 0 {
        let name = leads.source.vocabulary[Int32(code) - 1] ?? Slicers.none
        var line = lines[name] ?? SourceLine(source: name)
        line.add(steps)
        lines[name] = line
      }
    }
    if dealReason == nil {
      for (code, sums) in SourceSums.bySource(context).enumerated() where sums.isListed {
        let name = deals.source.vocabulary[Int32(code) - 1] ?? Slicers.none
        var line = lines[name] ?? SourceLine(source: name)
        line.add(sums)
        lines[name] = line
      }
    }
    let sorted = lines.values.sorted { $0.source.utf8.lexicographicallyPrecedes($1.source.utf8) }
    return .rows(
      sorted.map { $0.completed(leads: leadReason == nil, deals: dealReason == nil) })
  }
}

/// What deals of one source add up to.
struct SourceSums {
  var created: Int64 = 0
  var createdCount = 0
  var wonAmount: Int64 = 0
  var won = 0
  var lost = 0

  var isListed: Bool { createdCount + won + lost > 0 }

  /// C(P), W(P) and L(P) by the code of the source, plus one.
  static func bySource(_ context: AnswerContext) -> [SourceSums] {
    let deals = context.snapshot.deals
    let (codes, amounts) = (deals.source.codes, context.book.state.amount)
    var sums = [SourceSums](
      repeating: SourceSums(), count: deals.source.vocabulary.count + 1)
    for row in context.selection.created {
      let slot = Int(codes[Int(row)]) + 1
      sums[slot].created += amounts[Int(row)]
      sums[slot].createdCount += 1
    }
    for row in context.selection.won {
      let slot = Int(codes[Int(row)]) + 1
      sums[slot].wonAmount += amounts[Int(row)]
      sums[slot].won += 1
    }
    for row in context.selection.lost { sums[Int(codes[Int(row)]) + 1].lost += 1 }
    return sums
  }
}

extension SourceLine {
  fileprivate mutating func add(_ steps: LeadSteps) {
    leads = steps.leads
    mql = steps.mql
    sql = steps.sql
    meetings = steps.meetings
    opportunities = steps.opportunities
    won = steps.won
  }

  fileprivate mutating func add(_ sums: SourceSums) {
    created = Money(cents: sums.created)
    wonAmount = Money(cents: sums.wonAmount)
    let closed = sums.won + sums.lost
    winRate = closed > 0 ? Double(sums.won) / Double(closed) : nil
  }

  /// With zeros where a table is there but has nothing of the source.
  fileprivate func completed(leads hasLeads: Bool, deals hasDeals: Bool) -> SourceLine {
    var line = self
    if hasLeads, leads == nil { line.add(LeadSteps()) }
    if hasDeals, created == nil { line.add(SourceSums()) }
    return line
  }
}

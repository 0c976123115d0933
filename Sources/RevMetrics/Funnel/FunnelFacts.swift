import RevBase
import RevModel

/// Leads and how far they came.
package struct FunnelFacts: Sendable {
  /// Why nothing of it can be known; nil when it can.
  package let obstacle: String?
  /// Leads created in P and known at A.
  package private(set) var steps = LeadSteps()
  /// The same by the code of the lead's source, plus one; the first is the blank source.
  private(set) var bySource: [LeadSteps] = []
  /// Answered in time, of those that were answered or whose time ran out.
  package private(set) var answeredInTime = 0
  package private(set) var answerable = 0
  /// Hot leads that nobody answered, of any creation day.
  package private(set) var hotUntouched = 0

  init(_ context: AnswerContext) {
    obstacle = context.obstacle(.leads)
    guard obstacle == nil, let leads = LeadView(context) else { return }
    bySource = [LeadSteps](repeating: LeadSteps(), count: leads.table.source.vocabulary.count + 1)
    let question = context.question
    let cube = context.memory.leads(
      leads, question, from: question.period.start, to: question.end)
    for (cell, part) in zip(cube.cells, cube.sums) where leads.passes(cell) {
      bySource[Int(cell.source) + 1] += part.steps
      answeredInTime += part.answeredInTime
      answerable += part.answerable
      hotUntouched += part.hotUntouched
    }
    for source in bySource { steps += source }
  }
}

/// How many leads reached each step.
package struct LeadSteps: Sendable, Equatable {
  package var leads = 0
  package var mql = 0
  package var meetings = 0
  package var sql = 0
  package var opportunities = 0
  package var won = 0
  /// With a meeting and an opportunity.
  package var metOpportunities = 0

  mutating func add(_ lead: Reached) {
    leads += 1
    if lead.contains(.mql) { mql += 1 }
    if lead.contains(.sql) { sql += 1 }
    if lead.contains(.opportunity) { opportunities += 1 }
    if lead.contains(.won) { won += 1 }
    if lead.contains(.meeting) {
      meetings += 1
      if lead.contains(.opportunity) { metOpportunities += 1 }
    }
  }

  static func += (a: inout LeadSteps, b: LeadSteps) {
    a.leads += b.leads
    a.mql += b.mql
    a.meetings += b.meetings
    a.sql += b.sql
    a.opportunities += b.opportunities
    a.won += b.won
    a.metOpportunities += b.metOpportunities
  }
}

/// The steps that one lead reached; a later step implies the earlier ones, meetings stand beside.
struct Reached: OptionSet, Sendable {
  let rawValue: UInt8
  static let mql = Reached(rawValue: 1)
  static let sql = Reached(rawValue: 2)
  static let opportunity = Reached(rawValue: 4)
  static let won = Reached(rawValue: 8)
  static let meeting = Reached(rawValue: 16)
}

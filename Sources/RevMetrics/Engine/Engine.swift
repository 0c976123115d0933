package import RevBase
package import RevModel
import Synchronization

/// Answers questions about one snapshot.
///
/// Pure as seen from outside: the same question gives the same readout, whatever was asked before.
/// Inside it keeps the deals of the last as-of days that were asked about. A class because that
/// memory is shared by everybody who asks.
package final class Engine: Sendable {
  package let snapshot: Snapshot
  private let memory: AnswerMemory
  /// Selections of the questions that were asked last, the newest first: whoever draws a screen asks
  /// about one question several times.
  private let contexts = Mutex<[AnswerContext]>([])
  private static let keptContexts = 4

  package init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    memory = AnswerMemory(snapshot)
  }

  /// The question that is in force before anybody asks another: the fiscal quarter of the
  /// snapshot's own day, nothing sliced.
  package var initialQuestion: Question {
    let day = snapshot.manifest.asOf
    return Question(period: snapshot.manifest.fiscalCalendar.quarter(holding: day), asOf: day)
  }

  /// Answers the groups that are asked for.
  ///
  /// - Parameters:
  ///   - withTables: whether the groups' tables are wanted as well.
  ///   - withMovement: whether the table of the movement is wanted among them.
  ///   - isPassing: whether nobody will look at the question again: what others look at is kept.
  /// - Precondition: the question's as-of day is not after the snapshot's.
  package func answer(
    _ question: Question, groups: Set<MetricGroup> = Set(MetricGroup.allCases),
    withTables: Bool = true, withMovement: Bool = true, isPassing: Bool = false
  ) -> Readout {
    let context = opened(question, groups, isPassing: isPassing)
    let facts = Facts(context)
    var readout = Readout(question: question)
    for definition in MetricCatalog.all where groups.contains(definition.group) {
      readout[definition.id] = definition.measure(facts)
    }
    guard withTables else { return readout }
    if groups.contains(.pipeline) {
      PipelineMetrics.fillTables(facts, withMovement: withMovement, into: &readout.tables)
    }
    if groups.contains(.bookings) { BookingsMetrics.fillTables(facts, into: &readout.tables) }
    if groups.contains(.retention) { RetentionMetrics.fillTables(facts, into: &readout.tables) }
    if groups.contains(.funnel) { FunnelMetrics.fillTables(facts, into: &readout.tables) }
    if groups.contains(.team) {
      TeamMetrics.fillTables(facts, into: &readout.tables)
      readout.tables.owners = OwnersTable.answer(facts)
    }
    if groups.contains(.cash) { CashMetrics.fillTables(facts, into: &readout.tables) }
    if groups.contains(.hygiene) { HygieneMetrics.fillTables(facts, into: &readout.tables) }
    return readout
  }

  /// The selection and the deals on the day of a question, for drill-downs and models.
  ///
  /// - Parameter isPassing: whether nobody will look at the question again.
  package func context(_ question: Question, isPassing: Bool = false) -> AnswerContext {
    if let known = contexts.withLock({ kept in Self.find(question, in: &kept) }) { return known }
    leaveDay(for: question)
    let made = AnswerContext(
      snapshot, question, book(on: question.asOf, supposing: question.whatIf), memory: memory)
    if isPassing { return made }
    contexts.withLock { kept in
      kept.insert(made, at: 0)
      if kept.count > Self.keptContexts { kept.removeLast() }
    }
    return made
  }

  /// The same with what the numbers of its day read, which several processors make on a large book.
  private func opened(
    _ question: Question, _ groups: Set<MetricGroup>, isPassing: Bool
  ) -> AnswerContext {
    guard let parts = DayParts(snapshot, memory, question, groups) else {
      return context(question, isPassing: isPassing)
    }
    leaveDay(for: question)
    return parts.make(endingAt: memory.book(on: question.asOf)) {
      context(question, isPassing: isPassing)
    }
  }

  /// Lets go of the day whose deals will be moved to that of a question.
  private func leaveDay(for question: Question) {
    guard let day = memory.dayToLeave(for: question.asOf) else { return }
    contexts.withLock { kept in kept.removeAll { $0.question.asOf == day } }
  }

  private static func find(
    _ question: Question, in kept: inout [AnswerContext]
  ) -> AnswerContext? {
    guard let place = kept.firstIndex(where: { $0.question == question }) else { return nil }
    if place > 0 { kept.insert(kept.remove(at: place), at: 0) }
    return kept[0]
  }

  /// Whether the deals of a day are at hand, so that a question about it costs what it selects.
  package func isAtHand(_ day: Day) -> Bool { memory.isAtHand(day) }

  /// The deals on a day.
  package func book(on day: Day, supposing changes: [DealChange] = []) -> DealsAsOf {
    var book = memory.book(on: day)
    book.suppose(changes, in: snapshot)
    return book
  }
}

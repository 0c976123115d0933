package import RevBase
package import RevModel

/// Answers questions about one snapshot.
///
/// Pure as seen from outside: the same question gives the same readout, whatever was asked before.
/// Inside it keeps the deals of the last as-of days that were asked about. A class because that
/// memory is shared by everybody who asks.
package final class Engine: Sendable {
  package let snapshot: Snapshot
  private let memory: AnswerMemory

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
  /// - Precondition: the question's as-of day is not after the snapshot's.
  package func answer(
    _ question: Question, groups: Set<MetricGroup> = Set(MetricGroup.allCases)
  ) -> Readout {
    let facts = Facts(context(question))
    var readout = Readout(question: question)
    for definition in MetricCatalog.all where groups.contains(definition.group) {
      readout[definition.id] = definition.measure(facts)
    }
    if groups.contains(.pipeline) { PipelineMetrics.fillTables(facts, into: &readout.tables) }
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
  package func context(_ question: Question) -> AnswerContext {
    AnswerContext(
      snapshot, question, book(on: question.asOf, supposing: question.whatIf),
      memory: memory)
  }

  /// The deals on a day.
  package func book(on day: Day, supposing changes: [DealChange] = []) -> DealsAsOf {
    var book = memory.book(on: day)
    book.suppose(changes, in: snapshot)
    return book
  }
}

package import RevModel

/// What every metric reads: the snapshot, the question, the deals on the day and the selection.
///
/// Made once a question. Facts of the groups are computed from it in fused passes.
package struct AnswerContext: Sendable {
  package let snapshot: Snapshot
  package let question: Question
  /// The deals as known at the end of the as-of day.
  package let book: DealsAsOf
  package let selection: DealSelection
  /// What the day and the period say of all deals.
  let base: PeriodBook
  /// What answers about the snapshot share.
  package let memory: AnswerMemory

  /// - Parameter book: the deals on the question's day, with what it supposes.
  package init(
    _ snapshot: Snapshot, _ question: Question, _ book: DealsAsOf, memory: AnswerMemory? = nil
  ) {
    self.snapshot = snapshot
    self.memory = memory ?? AnswerMemory(snapshot)
    self.question = question
    self.book = book
    let masks = SlicerMasks(question.slicers, in: snapshot)
    let filter = DealFilter(masks, question.slicers, in: snapshot)
    base = self.memory.periodBook(question, book, filter)
    selection = DealSelection(base.candidates, filter, masks)
  }

  /// Orders of the snapshot's tables, shared by all questions about it.
  package var indexes: SnapshotIndexes { memory.indexes }

  /// Why a metric that reads these tables cannot be answered; nil when it can.
  package func obstacle(_ tables: TableName...) -> String? {
    for table in tables {
      if let reason = snapshot.obstacle(to: table, under: question.slicers) { return reason }
    }
    return nil
  }

  /// Why a table cannot be narrowed by one more dimension; nil when it can.
  func obstacle(to table: TableName, by dimension: Dimension) -> String? {
    snapshot.obstacle(to: table, by: dimension)
  }
}

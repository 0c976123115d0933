import RevBase
import RevModel

/// Which subscriptions a question sees, and what it knows of their ends.
struct SubscriptionView: Sendable {
  let index: SubscriptionIndex
  /// By group of `AccountCells.customers`; empty passes all.
  let customers: [UInt8]
  private let customerOfAccount: [Int32]
  /// By product code + 1; empty passes all.
  let product: [UInt8]
  /// An end after this day counts only if it was requested by this day: the as-of day of a question
  /// about the past; `never` on the snapshot's own day, when all that the export says is known.
  private(set) var horizon: Int32

  /// The same subscriptions as they were known by another day.
  func known(by horizon: Int32) -> SubscriptionView {
    var view = self
    view.horizon = horizon
    return view
  }

  init?(_ context: AnswerContext) {
    self.init(context.snapshot, context.question, context.selection.masks, context.indexes)
  }

  /// - Parameter masks: of the question's slicers.
  init?(
    _ snapshot: Snapshot, _ question: Question, _ masks: SlicerMasks, _ indexes: SnapshotIndexes
  ) {
    guard let index = indexes.subscriptions, let table = snapshot.subscriptions else { return nil }
    self.index = index
    customers = masks.customers ?? []
    customerOfAccount = snapshot.cells.customerOfAccount
    product = masks.words(.product, table.product.vocabulary) ?? []
    let day = question.asOf
    horizon = day < snapshot.manifest.asOf ? day.number : SubscriptionIndex.never
  }

  /// Whether the slicers let the accounts of a group through.
  func passes(cell: Int) -> Bool { customers.isEmpty || customers[cell] != 0 }

  /// Whether the slicers let an account through.
  func passes(slot: Int) -> Bool {
    passes(cell: Int(customerOfAccount[Int(index.accounts[slot]) + 1]))
  }

  /// The first day out of service of the row at a position, as far as it was known.
  func end(at position: Int) -> Int32 {
    let end = index.end[position]
    return end <= horizon || index.cancelRequested[position] <= horizon
      ? end : SubscriptionIndex.never
  }

  /// Whether the row at a position exists for the question.
  func counts(_ position: Int) -> Bool {
    if index.start[position] > horizon { return false }
    return product.isEmpty || product[Int(index.product[position]) + 1] != 0
  }

  /// mrr(c, D) of the account of a slot, in hundredths.
  func mrr(slot: Int, on day: Int32) -> Int64 {
    var sum: Int64 = 0
    for position in index.positions(slot) where counts(position) {
      if index.start[position] <= day && day < end(at: position) { sum += index.mrr[position] }
    }
    return max(0, sum)
  }

  /// Whether the account of a slot had MRR on any day before `day`.
  ///
  /// MRR changes only where a row starts or ends, so those days tell all.
  func hadRevenue(slot: Int, before day: Int32) -> Bool {
    for position in index.positions(slot) where counts(position) {
      let (start, end) = (index.start[position], end(at: position))
      if start < day, mrr(slot: slot, on: start) > 0 { return true }
      if end < day, mrr(slot: slot, on: end) > 0 { return true }
    }
    return false
  }

  /// The first day on which the account of a slot had MRR; nil when it never had.
  func firstDay(slot: Int) -> Int32? {
    var first: Int32?
    for position in index.positions(slot) where counts(position) {
      let (start, end) = (index.start[position], end(at: position))
      if start < first ?? SubscriptionIndex.never, mrr(slot: slot, on: start) > 0 { first = start }
      if end < first ?? SubscriptionIndex.never, mrr(slot: slot, on: end) > 0 { first = end }
    }
    return first
  }
}

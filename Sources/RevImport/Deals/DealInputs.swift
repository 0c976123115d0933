/// Where a cell of an export is and how it is read. Plain bits: rows copy it for nothing, where a
/// `CellPlan` would have its list of places counted each time.
struct DealCell: Sendable {
  /// Place in the row; −1 when no column has it.
  let first: Int
  /// Number of the plan in `DealCells`.
  let plan: Int
  /// Whether there are further places, and a literal for when all are blank.
  let hasMore: Bool
  let hasLiteral: Bool
  let form: CellForm
}

/// The plans of the columns of an export that become deals.
struct DealCells: Sendable {
  private var plans: [CellPlan] = []

  mutating func add(_ plan: CellPlan) -> DealCell {
    plans.append(plan)
    return DealCell(
      first: plan.sources.first ?? -1, plan: plans.count - 1, hasMore: plan.sources.count > 1,
      hasLiteral: plan.literal != nil, form: plan.form)
  }

  /// What stands for a cell that is blank everywhere.
  func literal(_ cell: DealCell) -> String? { plans[cell.plan].literal }

  /// Bounds of the cell, trimmed, in the first of its places that is not blank; empty for none.
  @inline(__always)
  func bounds(
    _ cell: DealCell, _ text: Span<UInt8>, _ cells: RowCells
  ) -> (start: Int, end: Int) {
    if cell.first < 0 { return (0, 0) }
    let bounds = cells.trimmed(cell.first, in: text)
    if bounds.start < bounds.end || !cell.hasMore { return bounds }
    return further(cell, text, cells)
  }

  private func further(
    _ cell: DealCell, _ text: Span<UInt8>, _ cells: RowCells
  ) -> (start: Int, end: Int) {
    for source in plans[cell.plan].sources.dropFirst() {
      let bounds = cells.trimmed(source, in: text)
      if bounds.start < bounds.end { return bounds }
    }
    return (0, 0)
  }
}

/// The columns of an export that become deals, each looked up once.
struct DealInputs: Sendable {
  let isDeleted: DealCell?
  let archived: DealCell?
  let isClosed: DealCell?
  let isWon: DealCell?
  let isLost: DealCell?
  let status: DealCell?
  let amount: DealCell?
  let currency: DealCell?
  let pipeline: DealCell?
  let account: DealCell?
  let accountName: DealCell?
  let owner: DealCell?
  let ownerName: DealCell?
  let created: DealCell?
  let age: DealCell?
  let close: DealCell?
  let closed: DealCell?
  let wonAt: DealCell?
  let lostAt: DealCell?
  let closedAt: DealCell?
  let contacts: DealCell?
  let contactIDs: DealCell?

  init(_ columns: [String: CellPlan], _ cells: inout DealCells) {
    func cell(_ target: String) -> DealCell? { columns[target].map { cells.add($0) } }
    isDeleted = cell("is_deleted")
    archived = cell("archived")
    isClosed = cell("is_closed")
    isWon = cell("is_won")
    isLost = cell("is_lost")
    status = cell("status")
    amount = cell("amount")
    currency = cell("currency")
    pipeline = cell("pipeline")
    account = cell("account_id")
    accountName = cell("account_name")
    owner = cell("owner_id")
    ownerName = cell("owner_name")
    created = cell("created_date")
    age = cell("age")
    close = cell("close_date")
    closed = cell("closed_date")
    wonAt = cell("won_at")
    lostAt = cell("lost_at")
    closedAt = cell("closed_at")
    contacts = cell("contacts")
    contactIDs = cell("contact_ids")
  }
}

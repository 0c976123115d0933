import RevBase
package import RevModel

/// Why a supposition cannot be understood: what is wrong, and what to write.
package struct SuppositionError: Error, Equatable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// Reads and writes suppositions about deals: `stage=Won amount=50000 close=2026-12-15`, `out`, `in`.
///
/// The same words are typed in the cockpit, given to `--what-if` and kept in scenarios. Values that
/// are relative (`amount=+10%`, `close=+14d`) start from what is known, not from what was supposed
/// before.
package struct Supposing: Sendable {
  let snapshot: Snapshot
  /// What is known, without any supposition.
  let book: DealsAsOf

  package init(_ snapshot: Snapshot, knownAs book: DealsAsOf) {
    self.snapshot = snapshot
    self.book = book
  }

  /// One supposed field, before it is held against a deal.
  enum Wish {
    case stage(String)
    case amount(String)
    case close(String)
    case out, `in`
  }

  // MARK: - Reading

  /// `D-17 stage=Won amount=50000`: a deal by its id, then what is supposed of it.
  package func applying(line: String, to whatIf: [DealChange]) throws(SuppositionError)
    -> [DealChange]
  {
    let words = Self.words(line)
    guard let id = words.first, words.count > 1 else {
      throw SuppositionError(
        "'\(line)' supposes nothing; write a deal's id and what is different: "
          + "D-17 stage=Won amount=50000 close=2026-12-15, or D-17 out")
    }
    guard let row = snapshot.deals.id.firstRow(of: id) else {
      throw SuppositionError("no deal has the id '\(id)'")
    }
    let wishes = try Self.wishes(Array(words.dropFirst()))
    return try applying(wishes, to: [Int32(row)], whatIf)
  }

  /// The same for deals that are pointed at.
  package func applying(
    _ text: String, to deals: [Int32], of whatIf: [DealChange]
  ) throws(SuppositionError) -> [DealChange] {
    try applying(try Self.wishes(Self.words(text)), to: deals, whatIf)
  }

  /// What a line says, also where it is what is known already.
  package func changes(line: String) throws(SuppositionError) -> [DealChange] {
    let words = Self.words(line)
    guard let id = words.first, let row = snapshot.deals.id.firstRow(of: id) else {
      throw SuppositionError("no deal has the id '\(words.first ?? "")'")
    }
    var changes: [DealChange] = []
    for wish in try Self.wishes(Array(words.dropFirst())) {
      let change: DealChange.Change
      switch wish {
      case .stage(let name): change = try stage(name, row)
      case .amount(let text): change = try amount(text, row)
      case .close(let text): change = try close(text, row)
      case .out: change = .excluded
      case .in: continue
      }
      changes.append(DealChange(deal: row, change: change))
    }
    return changes
  }

  /// What is known of the fields that are supposed, as changes; blank fields are left out.
  package func knownChanges(_ whatIf: [DealChange]) -> [DealChange] {
    whatIf.compactMap { change in
      known(change.deal, change.change.field).map { DealChange(deal: change.deal, change: $0) }
    }
  }

  private func applying(
    _ wishes: [Wish], to deals: [Int32], _ whatIf: [DealChange]
  ) throws(SuppositionError) -> [DealChange] {
    var result = whatIf
    for deal in deals {
      let row = Int(deal)
      guard book.standing[row] != Standing.absent.rawValue else {
        throw SuppositionError(
          "\(snapshot.deals.id[row]) was created after \(book.day); nothing can be supposed of it")
      }
      for wish in wishes {
        switch wish {
        case .in: result.removeAll { $0.deal == row && $0.change == .excluded }
        case .out: replace(DealChange(deal: row, change: .excluded), in: &result)
        case .stage(let name):
          replace(DealChange(deal: row, change: try stage(name, row)), in: &result)
        case .amount(let text):
          replace(DealChange(deal: row, change: try amount(text, row)), in: &result)
        case .close(let text):
          replace(DealChange(deal: row, change: try close(text, row)), in: &result)
        }
      }
    }
    return result
  }

  /// A field has one supposed value; the known value is no supposition.
  private func replace(_ change: DealChange, in list: inout [DealChange]) {
    list.removeAll { $0.deal == change.deal && $0.change.field == change.change.field }
    if known(change.deal, change.change.field) != change.change { list.append(change) }
  }

  /// What is known of a field; nil for what is blank, and for being counted.
  func known(_ row: Int, _ field: DealChange.Field) -> DealChange.Change? {
    switch field {
    case .stage: .stage(book.state.stage[row])
    case .amount: .amount(Money(cents: book.state.amount[row]))
    case .close: Day(known: book.state.close[row]).map { .closeDate($0) }
    case .counted: nil
    }
  }
}

extension DealChange {
  /// What a supposition is about; a deal has one supposition a field.
  package enum Field: Sendable, Hashable { case stage, amount, close, counted }
}

extension DealChange.Change {
  package var field: DealChange.Field {
    switch self {
    case .stage: .stage
    case .amount: .amount
    case .closeDate: .close
    case .excluded: .counted
    }
  }
}

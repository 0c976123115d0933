import RevMetrics
import RevModel

/// The part of a day's model that the slicers of a question keep.
///
/// Found once a question; the periods, the stages, the fan and the table of deals read it.
struct ModelPart: Sendable {
  let groups: ModelGroups
  /// By group, 1 for what passes and 0 for the rest.
  let passes: [UInt8]
  /// Places among the model's points, rising.
  let open: [Int32]

  /// - Parameter model: with what the question supposes.
  init(_ model: ForecastModel, _ groups: ModelGroups, _ context: AnswerContext) {
    self.groups = groups
    let filter = context.selection.filter
    passes = groups.groups.passing(filter)
    if context.question.whatIf.isEmpty {
      open = Self.places(groups.ofOpen, passes)
      return
    }
    // Deals may be open that were in no group: suppositions are few, but looked at one by one.
    let (rows, owners) = (model.sheets[0].rows, context.book.state.owner)
    open = rows.indices.compactMap {
      let row = Int(rows[$0])
      let isKept = filter.passes(row, owner: owners[row], context.snapshot.deals)
      return isKept ? Int32(truncatingIfNeeded: $0) : nil
    }
  }

  private static func places(_ groups: [Int32], _ passes: [UInt8]) -> [Int32] {
    unsafe [Int32](unsafeUninitializedCapacity: groups.count) { target, count in
      let (groups, passes) = (groups.span, passes.span)
      var next = 0
      for place in 0..<groups.count {
        // At most one entry a place was written, so that the capacity suffices.
        unsafe target.initializeElement(at: next, to: Int32(truncatingIfNeeded: place))
        next &+= Int(passes[Int(groups[place])])
      }
      count = next
    }
  }

  /// The share of the kept deals in what is not in the pipeline yet, in hundredths.
  func new(_ ahead: Int) -> Int64 { total(groups.new[ahead]) }

  /// What the kept deals were expected to bring on the day before a finished period, and what they
  /// brought, in hundredths.
  func locked(_ index: Int, of model: ForecastModel) -> (expected: PartSum, actual: Int64) {
    let (kept, sheet) = (groups.locked[index], model.locked[index].sheet)
    var part = PartSum()
    part.openCents = total(kept.open)
    part.newCents = total(kept.new)
    sheet.addLuck(ofOpen: kept.ofOpen, passes, to: &part)
    sheet.finish(&part)
    return (part, total(kept.won))
  }

  private func total(_ cents: [Int64]) -> Int64 {
    let (cents, passes) = (cents.span, passes.span)
    var sum: Int64 = 0
    // A mask holds 0 or 1: as none or all bits it keeps a whole number without a branch.
    for group in 0..<passes.count { sum &+= cents[group] & (0 &- Int64(passes[group])) }
    return sum
  }
}

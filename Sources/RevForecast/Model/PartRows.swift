import RevMetrics
import RevModel

/// Which of a model's open deals, and of its recent creations, the slicers of a question keep.
///
/// Found once a question; the periods, the stages, the fan and the table of deals read it.
struct PartRows: Sendable {
  /// Places among the model's points, rising.
  let open: [Int32]
  /// Places among the recent creations, rising.
  let created: [Int32]

  init(_ model: ForecastModel, _ context: AnswerContext) {
    let sheet = model.sheets[0]
    if context.question.whatIf.isEmpty {
      // One byte a deal says whether the slicers keep it: it is not absent.
      let kept = context.selection.standing
      open = Self.places(of: sheet.rows, kept)
      created = Self.places(of: sheet.newRows, kept)
      return
    }
    // A deal that is supposed away was created all the same.
    let (filter, deals) = (context.selection.filter, context.snapshot.deals)
    let owners = context.book.state.owner
    func places(of rows: [Int32]) -> [Int32] {
      rows.indices.compactMap {
        let row = Int(rows[$0])
        return filter.passes(row, owner: owners[row], deals) ? Int32($0) : nil
      }
    }
    (open, created) = (places(of: sheet.rows), places(of: sheet.newRows))
  }

  private static func places(of rows: [Int32], _ kept: [UInt8]) -> [Int32] {
    unsafe [Int32](unsafeUninitializedCapacity: rows.count) { target, count in
      let (rows, kept) = (rows.span, kept.span)
      var next = 0
      for place in 0..<rows.count {
        // At most one entry a row was written, so that the capacity suffices.
        unsafe target.initializeElement(at: next, to: Int32(truncatingIfNeeded: place))
        next += kept[Int(rows[place])] == Standing.absent.rawValue ? 0 : 1
      }
      count = next
    }
  }
}

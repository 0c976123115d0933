package import RevModel

/// Who wants to look at a snapshot of which some lists are still to be read.
///
/// Nothing that a dashboard shows before its models are fitted reads these lists, and they are often
/// half of what is to be read.
package struct EarlyLook {
  /// Less than so many bytes are not worth a look.
  package var from: Int
  /// Gets the snapshot without them, on the thread that loads.
  package var show: (Snapshot) -> Void

  /// The tables that are still missing then.
  package static let late: [TableName] = [
    .activities, .leads, .invoices, .onboarding, .spend, .costs, .payouts, .health,
  ]

  package init(from: Int = 4 << 20, show: @escaping (Snapshot) -> Void) {
    (self.from, self.show) = (from, show)
  }
}

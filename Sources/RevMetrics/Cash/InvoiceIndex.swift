import RevModel
struct InvoiceIndex: Sendable { init(_ table: InvoiceTable, in snapshot: Snapshot) {} }

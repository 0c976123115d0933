import RevModel
struct LeakageLedger: Sendable {
  let end: Int32
  init(end: Int32, _ contracts: ContractTable, _ a: ContractIndex, _ b: InvoiceIndex) { self.end = end }
}

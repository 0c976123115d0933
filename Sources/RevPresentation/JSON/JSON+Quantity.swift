package import RevBase
package import RevMetrics

extension JSON {
  /// A quantity of the book: amounts are rounded half to even here, and only here.
  package static func quantity(_ value: Quantity?) -> JSON {
    switch value {
    case nil: .null
    case .money, .fraction, .estimate: .money(value?.money)
    case .count(let count): .int(count)
    case .real(let real): .real(real)
    case .flag(let isOn): .bool(isOn)
    }
  }
}

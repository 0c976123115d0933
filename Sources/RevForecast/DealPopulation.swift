package import RevModel

/// The deals of one forecast: sales, renewals, or whatever other type a company has.
///
/// They never share rates: renewals are a forecast of their own by the same code.
package enum DealPopulation: String, Sendable, Hashable, CaseIterable {
  case sales, renewals, others

  /// The population that a deal of this kind belongs to.
  package init(_ kind: DealTable.Kind) {
    switch kind {
    case .new, .expansion: self = .sales
    case .renewal: self = .renewals
    case .other: self = .others
    }
  }
}

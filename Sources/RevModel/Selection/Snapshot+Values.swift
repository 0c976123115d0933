extension Snapshot {
  /// Every dimension by which deals can be sliced here: the usual ones, then the manifest's.
  package var dimensions: [Dimension] {
    Dimension.allCases + manifest.slicers.map { .column($0) }
  }

  /// Whether a value of a dimension occurs in any table.
  package func knows(_ value: String, of dimension: Dimension) -> Bool {
    func has(_ columns: CodeColumn?...) -> Bool {
      columns.contains { $0?.vocabulary.code(of: value) != nil }
    }
    return switch dimension {
    case .segment: has(accounts.segment, leads?.segment, quotas?.segment)
    case .region: has(accounts.region)
    case .owner: people.ids.firstRow(of: value) != nil
    case .team: has(people.team)
    case .product: has(deals.product, subscriptions?.product)
    case .source: has(deals.source, leads?.source, spend?.channel)
    case .type: has(deals.type)
    case .column(let name): has(deals.further[name])
    }
  }
}

import OrderedCollections

extension Snapshot {
  /// Why the slicers in force cannot be applied to a table; nil when they can.
  ///
  /// A table that is itself missing is an obstacle too. The words go to the person as they are.
  package func obstacle(to table: TableName, under slicers: Slicers) -> String? {
    guard has(table) else { return "\(table.file) is missing" }
    for dimension in slicers.values.keys {
      if let reason = obstacle(to: table, by: dimension) { return reason }
    }
    return nil
  }

  /// Why a table cannot be sliced by a dimension; nil when it can.
  package func obstacle(to table: TableName, by dimension: Dimension) -> String? {
    func own(_ column: String) -> String? {
      columns(table).has(column) ? nil : "\(table.file) has no column \(column)"
    }
    func person(_ column: String) -> String? {
      if let missing = own(column) { return missing }
      return dimension == .team ? teamObstacle : nil
    }
    switch (table, dimension) {
    case (.deals, .segment), (.deals, .region): return own("account_id") ?? ofAccount(dimension)
    case (.deals, .owner), (.deals, .team), (.leads, .owner), (.leads, .team):
      return person("owner_id")
    case (.deals, .product), (.deals, .source), (.deals, .type), (.leads, .segment),
      (.leads, .source), (.subscriptions, .product), (.quotas, .segment):
      return own(dimension.rawValue)
    case (.subscriptions, .segment), (.contracts, .segment), (.invoices, .segment),
      (.onboarding, .segment), (.accounts, .segment), (.health, .segment),
      (.subscriptions, .region), (.contracts, .region), (.invoices, .region),
      (.onboarding, .region), (.accounts, .region), (.health, .region),
      (.subscriptions, .owner), (.contracts, .owner), (.invoices, .owner), (.onboarding, .owner),
      (.accounts, .owner), (.health, .owner),
      (.subscriptions, .team), (.contracts, .team), (.invoices, .team), (.onboarding, .team),
      (.accounts, .team), (.health, .team):
      return ofAccount(dimension)
    case (.quotas, .owner), (.quotas, .team), (.calls, .owner), (.calls, .team),
      (.payouts, .owner), (.payouts, .team), (.activities, .owner), (.activities, .team):
      return person("person_id")
    case (.deals, .column(let name)): return own(name)
    case (.spend, .source): return nil
    default:
      return "\(table.rawValue.replacing("_", with: " ")) have no \(dimension.rawValue)"
    }
  }

  private var teamObstacle: String? {
    if !people.isLoaded { return "people.csv is missing" }
    return people.columns.has("team") ? nil : "people.csv has no column team"
  }

  private func ofAccount(_ dimension: Dimension) -> String? {
    guard accounts.isLoaded else { return "accounts.csv is missing" }
    let column = dimension == .owner || dimension == .team ? "owner_id" : dimension.rawValue
    guard accounts.columns.has(column) else { return "accounts.csv has no column \(column)" }
    return dimension == .team ? teamObstacle : nil
  }
}

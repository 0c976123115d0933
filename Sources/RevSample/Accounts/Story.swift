/// Everything that happens around one account, in memory only until its rows are written.
struct Story {
  var index = 0
  var segment = 0
  var region = 0
  var currency = 0
  var industry = 0
  var seat = 0
  var success = 0
  var created = 0
  var isLegacy = false
  var deals: [Deal] = []
  var changes: [Change] = []
  var activities: [Activity] = []
  var contracts: [Contract] = []
  var subscriptions: [Subscription] = []
  var onboarding: [Onboarding] = []
  var health: [HealthReading] = []

  /// Empties the story and keeps its memory.
  mutating func clear(index: Int) {
    self.index = index
    isLegacy = false
    deals.removeAll(keepingCapacity: true)
    changes.removeAll(keepingCapacity: true)
    activities.removeAll(keepingCapacity: true)
    contracts.removeAll(keepingCapacity: true)
    subscriptions.removeAll(keepingCapacity: true)
    onboarding.removeAll(keepingCapacity: true)
    health.removeAll(keepingCapacity: true)
  }
}

/// A signed contract; `deal` and `renewal` are places in the story's deals.
struct Contract {
  var start: Int
  /// The last day.
  var end: Int
  /// Cents of the account's currency a year.
  var annual: Int64
  var deal: Int?
  var renewal: Int?
  var billingStart: Int?
  var signed: Int
  /// Months between invoices.
  var billingMonths: Int
}

/// A row of recurring revenue in service from `start` to the day before `end`.
struct Subscription {
  var start: Int
  var end: Int?
  var annual: Int64
  var deal: Int?
  var product: Int
  var cancelRequested: Int?
}

/// How a new customer came live.
struct Onboarding {
  var deal: Int?
  var kickoff: Int?
  var firstValue: Int?
  var live: Int?
}

/// A customer's health on a day.
struct HealthReading {
  let day: Int
  let score: Int
  let isTroubled: Bool
}

package import RevBase

/// A table of the book: its rows, or why it cannot be made.
package enum TableAnswer<Rows: Sendable & Equatable>: Sendable, Equatable {
  case notAsked
  case undefined(String)
  case rows(Rows)

  /// The rows; nil when undefined or not asked.
  package var value: Rows? { if case .rows(let rows) = self { rows } else { nil } }
  /// Why it cannot be made; nil otherwise.
  package var reason: String? { if case .undefined(let reason) = self { reason } else { nil } }
}

/// The tables of the metric book, as `revtop kpis --json` prints them under `tables`.
package struct BookTables: Sendable, Equatable {
  package var stages: TableAnswer<[StageLine]> = .notAsked
  package var aging: TableAnswer<[AgingLine]> = .notAsked
  package var createdWeekly: TableAnswer<[CreatedWeek]> = .notAsked
  package var movement: TableAnswer<Movement> = .notAsked
  package var mrrMovement: TableAnswer<MRRMovement> = .notAsked
  package var retentionMonthly: TableAnswer<[RetentionMonth]> = .notAsked
  package var sources: TableAnswer<[SourceLine]> = .notAsked
  package var channels: TableAnswer<[ChannelLine]> = .notAsked
  package var owners: TableAnswer<[OwnerLine]> = .notAsked

  package init() {}
}

/// How much and how many.
package struct Tally: Sendable, Equatable {
  package var amount = Money.zero
  package var count = 0

  package init(amount: Money = .zero, count: Int = 0) {
    self.amount = amount
    self.count = count
  }

  package static func += (a: inout Tally, b: Tally) {
    a.amount += b.amount
    a.count += b.count
  }
}

/// One open stage.
///
/// Fields that need the history are nil without it.
package struct StageLine: Sendable, Equatable {
  /// Row of `StageTable.rows`.
  package var row: Int
  package var stage: String
  /// nil for the default pipeline.
  package var pipeline: String?
  package var position: Int
  /// Over O(P).
  package var tally = Tally()
  package var entered: Int?
  package var advanced: Int?
  package var lost: Int?
  package var open: Int?
  package var conversion: Double?
  /// Median length in days of completed first stays that ended in T.
  package var medianDays: Double?
  /// Median days that today's deals of O in the stage have been in it.
  package var medianAge: Double?
  package var isBottleneck = false

  package init(row: Int, stage: String, pipeline: String?, position: Int) {
    self.row = row
    self.stage = stage
    self.pipeline = pipeline
    self.position = position
  }
}

/// O by days since created.
package struct AgingLine: Sendable, Equatable {
  package static let buckets: [(label: String, upTo: Int)] = [
    ("0-30", 30), ("31-60", 60), ("61-90", 90), ("91-180", 180), ("181-365", 365),
    ("over 365", .max),
  ]
  package var bucket: String
  package var tally: Tally
  package init(bucket: String, tally: Tally = Tally()) {
    self.bucket = bucket
    self.tally = tally
  }
}

/// Deals created in one week, which is named by its Monday.
package struct CreatedWeek: Sendable, Equatable {
  package var week: Day
  package var tally: Tally
  package init(week: Day, tally: Tally = Tally()) {
    self.week = week
    self.tally = tally
  }
}

/// MRR from the day before the period to E.
package struct MRRMovement: Sendable, Equatable {
  package var from: Day
  package var to: Day
  package var start = Tally()
  package var new = Tally()
  package var reactivation = Tally()
  package var expansion = Tally()
  package var contraction = Tally()
  package var churn = Tally()
  package var end = Tally()
  package init(from: Day, to: Day) {
    self.from = from
    self.to = to
  }
}

/// Retention at one month's end.
package struct RetentionMonth: Sendable, Equatable {
  /// `2026-10`.
  package var month: String
  package var day: Day
  package var nrr: Double?
  package var grr: Double?
  package var mrr: Money
  package init(month: String, day: Day, nrr: Double?, grr: Double?, mrr: Money) {
    self.month = month
    self.day = day
    self.nrr = nrr
    self.grr = grr
    self.mrr = mrr
  }
}

/// One source of leads or deals; fields whose table is missing are nil.
package struct SourceLine: Sendable, Equatable {
  package var source: String
  package var leads: Int?
  package var mql: Int?
  package var sql: Int?
  package var meetings: Int?
  package var opportunities: Int?
  package var won: Int?
  package var created: Money?
  package var wonAmount: Money?
  package var winRate: Double?
  package init(source: String) { self.source = source }
}

/// One marketing channel with spend.
package struct ChannelLine: Sendable, Equatable {
  package var channel: String
  package var spend: Money
  package var created: Money?
  package var won: Money?
  package var margin: Money?
  package var marginShare: Double?
  package init(channel: String, spend: Money) {
    self.channel = channel
    self.spend = spend
  }
}

/// One owner: each field is the metric of that name with the slicers narrowed to the owner.
package struct OwnerLine: Sendable, Equatable {
  /// Code into people; nil for `(none)`.
  package var person: Int32?
  /// The id, or `(none)`.
  package var owner: String
  package var name: String?
  package var quota: Money?
  package var won: Money?
  package var attainment: Double?
  package var open: Money?
  package var weighted: Money?
  package var coverage: Double?
  package var winRate: Double?
  package var cycleMedian: Double?
  package var pushed: Money?
  package var pastDue: Money?
  package var activities: Int?
  package var hygiene: Double?
  package init(person: Int32?, owner: String, name: String?) {
    self.person = person
    self.owner = owner
    self.name = name
  }
}

import RevBase
import RevMetrics

/// The tables of the book as JSON, with the reasons of those that cannot be made.
struct KPITables {
  private(set) var members: [JSON.Member] = []
  private(set) var reasons: [JSON.Member] = []

  init(_ tables: BookTables) {
    add("stages", tables.stages) { .array($0.map(Self.stage)) }
    add("aging", tables.aging) { lines in
      .array(
        lines.map { .object([JSON.Member("bucket", .string($0.bucket))] + Self.tally($0.tally)) })
    }
    add("created_weekly", tables.createdWeekly) { lines in
      .array(lines.map { .object([JSON.Member("week", .day($0.week))] + Self.tally($0.tally)) })
    }
    add("movement", tables.movement, Self.movement)
    add("mrr_movement", tables.mrrMovement, Self.mrr)
    add("retention_monthly", tables.retentionMonthly) { .array($0.map(Self.month)) }
    add("sources", tables.sources) { .array($0.map(Self.source)) }
    add("channels", tables.channels) { .array($0.map(Self.channel)) }
    add("owners", tables.owners) { .array($0.map(Self.owner)) }
  }

  private mutating func add<Rows: Sendable & Equatable>(
    _ key: String, _ answer: TableAnswer<Rows>, _ make: (Rows) -> JSON
  ) {
    switch answer {
    case .notAsked: break
    case .undefined(let reason):
      members.append(JSON.Member(key, .null))
      reasons.append(JSON.Member(key, .string(reason)))
    case .rows(let rows): members.append(JSON.Member(key, make(rows)))
    }
  }

  private static func tally(_ tally: Tally) -> [JSON.Member] {
    [JSON.Member("count", .int(tally.count)), JSON.Member("amount", .money(tally.amount))]
  }

  private static func bucket(_ tally: Tally) -> JSON {
    ["amount": .money(tally.amount), "count": .int(tally.count)]
  }

  private static func stage(_ line: StageLine) -> JSON {
    [
      "stage": .string(line.stage), "pipeline": .string(line.pipeline ?? ""),
      "position": .int(line.position), "count": .int(line.tally.count),
      "amount": .money(line.tally.amount), "entered": .int(line.entered),
      "advanced": .int(line.advanced), "lost": .int(line.lost), "open": .int(line.open),
      "conversion": .real(line.conversion), "median_days": .real(line.medianDays),
      "median_age": .real(line.medianAge),
      "bottleneck": line.entered == nil ? .null : .bool(line.isBottleneck),
    ]
  }

  /// A movement with its buckets, in the order of the waterfall.
  static func movement(_ movement: Movement) -> JSON {
    var members = [
      JSON.Member("from", .day(movement.from)), JSON.Member("to", .day(movement.to)),
      JSON.Member("start", bucket(movement.start)),
    ]
    for kind in Movement.Bucket.allCases {
      members.append(JSON.Member(kind.rawValue, bucket(movement[kind])))
    }
    members.append(JSON.Member("end", bucket(movement.end)))
    members.append(JSON.Member("unexplained", bucket(movement.unexplained)))
    return .object(members)
  }

  private static func mrr(_ movement: MRRMovement) -> JSON {
    [
      "from": .day(movement.from), "to": .day(movement.to), "start": bucket(movement.start),
      "new": bucket(movement.new), "reactivation": bucket(movement.reactivation),
      "expansion": bucket(movement.expansion), "contraction": bucket(movement.contraction),
      "churn": bucket(movement.churn), "end": bucket(movement.end),
    ]
  }

  private static func month(_ line: RetentionMonth) -> JSON {
    [
      "month": .string(line.month), "day": .day(line.day), "nrr": .real(line.nrr),
      "grr": .real(line.grr), "mrr": .money(line.mrr),
    ]
  }

  private static func source(_ line: SourceLine) -> JSON {
    [
      "source": .string(line.source), "leads": .int(line.leads), "mql": .int(line.mql),
      "sql": .int(line.sql), "meetings": .int(line.meetings),
      "opportunities": .int(line.opportunities), "won": .int(line.won),
      "created": .money(line.created), "won_amount": .money(line.wonAmount),
      "win_rate": .real(line.winRate),
    ]
  }

  private static func channel(_ line: ChannelLine) -> JSON {
    [
      "channel": .string(line.channel), "spend": .money(line.spend),
      "created": .money(line.created), "won": .money(line.won), "margin": .money(line.margin),
      "margin_share": .real(line.marginShare),
    ]
  }

  private static func owner(_ line: OwnerLine) -> JSON {
    [
      "owner": .string(line.owner), "name": .text(line.name), "quota": .money(line.quota),
      "won": .money(line.won), "attainment": .real(line.attainment), "open": .money(line.open),
      "weighted": .money(line.weighted), "coverage": .real(line.coverage),
      "win_rate": .real(line.winRate), "cycle_median": .real(line.cycleMedian),
      "pushed": .money(line.pushed), "past_due": .money(line.pastDue),
      "activities": .int(line.activities), "hygiene": .real(line.hygiene),
    ]
  }
}

import RevBase
import RevModel

/// The metrics of this folder in the order of the book.
enum TeamMetrics {
  static let definitions: [MetricDefinition] = [
    .teamAtQuota, .teamAttainmentMedian, .teamRevenuePerRep, .teamActivitiesPerRep,
    .teamRampDays, .teamTimeToQuota, .compPayoutRatio, .compCostOfSales, .efficiencyCAC,
    .efficiencyCACPayback, .efficiencyPipelinePerSpend, .efficiencyStackShare,
  ]

  /// Fills the tables that belong to the group.
  static func fillTables(_ facts: Facts, into tables: inout BookTables) {}
}

extension MetricDefinition {
  private static let columns = [
    "quotas.amount", "quotas.start_date", "quotas.end_date", "deals.amount", "deals.owner_id",
    "people.role",
  ]
  private static let leftOut =
    "managers; people without quota in the period; people whom people.csv lacks"

  static let teamAtQuota = MetricDefinition(
    .teamAtQuota, "Reps at quota", .share, in: .team, clock: .period,
    says: "the share of quota carriers who are on course for their quota",
    formula: "on_course / carriers",
    counted: "carriers whose attainment is at least the elapsed share of the period",
    leftOut: leftOut, better: .higher, threshold: .atLeast("at_quota"), sources: columns,
    terms: { facts in
      let known = facts.team.obstacle == nil && facts.context.question.hasBegun
      let period = facts.context.question.period
      return [
        Term("on_course", known ? .count(facts.team.atQuota(period)) : nil),
        Term("carriers", known ? .count(facts.team.carriers.count) : nil),
      ]
    },
    rows: { facts in
      guard facts.team.obstacle == nil else { return nil }
      return RowSet(.people, rows: facts.team.carriers.map(\.person))
    },
    measure: { facts in
      .unless(facts.team.obstacle) {
        guard facts.context.question.hasBegun else { return .undefined(Reason.notBegun) }
        return .ratio(
          facts.team.atQuota(facts.context.question.period), over: facts.team.carriers.count,
          otherwise: Reason.noCarriers)
      }
    })

  static let teamAttainmentMedian = MetricDefinition(
    .teamAttainmentMedian, "Median attainment", .share, in: .team, clock: .period,
    says: "the attainment of the carrier in the middle", formula: "median(attainment)",
    counted: "carriers; attainment is what each won in the period over the prorated quota",
    leftOut: leftOut,
    better: .higher, sources: columns,
    rows: { facts in
      guard facts.team.obstacle == nil else { return nil }
      return RowSet(.people, rows: facts.team.carriers.map(\.person))
    },
    measure: { facts in
      .unless(facts.team.obstacle) {
        let sorted = facts.team.carriers.map(\.attainment).sorted()
        guard !sorted.isEmpty else { return .undefined(Reason.noCarriers) }
        let middle = sorted.count / 2
        let isOdd = sorted.count % 2 == 1
        return Measure(
          .real(isOdd ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2))
      }
    })

  static let teamRevenuePerRep = MetricDefinition(
    .teamRevenuePerRep, "Revenue per rep", .money, in: .team, clock: .period,
    says: "what a quota carrier won in the period, on average",
    formula: "won / (employed_days / elapsed_days)",
    counted: "won in the period by carriers, over the mean number of carriers employed on a day "
      + "from the period's start to E",
    leftOut: leftOut, better: .higher,
    sources: columns + ["people.hired_date", "people.left_date"],
    terms: { facts in
      [Term("won", facts.team.obstacle == nil ? .money(facts.team.carried) : nil)]
        + facts.headcountTerms
    },
    measure: { facts in
      .unless(facts.team.obstacle ?? facts.headcountObstacle) {
        let (won, team) = (facts.team.carried, facts.team)
        return Measure(
          .fraction(
            cents: Int128(won.cents) * Int128(team.elapsed), over: Int128(team.employedDays)))
      }
    })

  static let teamActivitiesPerRep = MetricDefinition(
    .teamActivitiesPerRep, "Activities per rep", .count, in: .team, clock: .period,
    says: "how many activities a quota carrier logged in the period, on average",
    formula: "activities / (employed_days / elapsed_days)",
    counted: "activities from the period's start to E by carriers, over the mean number of "
      + "carriers employed on a day",
    leftOut: leftOut, better: .higher,
    sources: ["activities.date", "activities.person_id", "quotas.amount", "people.hired_date"],
    terms: { facts in
      let known = facts.context.obstacle(.activities, .quotas) == nil
      return [Term("activities", known ? .count(facts.carrierActivities.count) : nil)]
        + facts.headcountTerms
    },
    rows: { facts in
      guard facts.context.obstacle(.activities, .quotas) == nil else { return nil }
      return RowSet(.activities, rows: facts.carrierActivities)
    },
    measure: { facts in
      .unless(facts.context.obstacle(.activities, .quotas) ?? facts.headcountObstacle) {
        let activities = facts.carrierActivities.count
        return Measure(
          .real(Double(activities * facts.team.elapsed) / Double(facts.team.employedDays)))
      }
    })
}

extension Reason {
  static let noCarriers = "nobody who is no manager has quota in the period"
  static let noPeople = "people.csv is missing"
  static let noOwnerColumn = "deals.csv has no column owner_id"
}

extension TeamFacts {
  /// Why attainment of people cannot be known; nil when it can.
  var obstacle: String? { dealObstacle ?? quotaObstacle }
}

extension Facts {
  /// Why the mean number of employed carriers cannot be made; nil when it can.
  fileprivate var headcountObstacle: String? {
    if !context.snapshot.people.isLoaded { return Reason.noPeople }
    if !context.question.hasBegun { return Reason.notBegun }
    if team.carriers.isEmpty { return Reason.noCarriers }
    return team.employedDays > 0 ? nil : "no quota carrier was employed in the period"
  }

  fileprivate var headcountTerms: [Term] {
    let known = team.quotaObstacle == nil && context.snapshot.people.isLoaded
    return [
      Term("employed_days", known ? .count(team.employedDays) : nil),
      Term("elapsed_days", .count(team.elapsed)),
    ]
  }

  /// Rows of activities.csv from p0 to E by carriers.
  fileprivate var carrierActivities: [Int32] {
    guard let table = context.snapshot.activities, context.question.hasBegun else { return [] }
    var counts = [Bool](repeating: false, count: context.snapshot.people.count)
    for carrier in team.carriers { counts[Int(carrier.person)] = true }
    let (from, to) = (context.question.period.start.number, context.question.end.number)
    return table.rows(from: from, to: to).filter { row in
      table.person[row] >= 0 && counts[Int(table.person[row])]
    }.map { Int32($0) }
  }
}

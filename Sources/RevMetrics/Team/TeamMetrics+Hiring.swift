import RevModel

// How fast new people become productive.

extension MetricDefinition {
  private static let columns = [
    "people.hired_date", "deals.owner_id", "deals.closed_date", "quotas.full_amount",
  ]

  static let teamRampDays = MetricDefinition(
    .teamRampDays, "Ramp", .days, in: .team, clock: .asOf,
    says: "the days from hiring to the first deal won, for the new carrier in the middle",
    formula: "median(days)",
    counted: "carriers hired in the 730 days to A, and the first sales deal of the slicers that "
      + "each won on or after the day of hiring",
    leftOut: "carriers who have not won a deal yet", better: .lower, sources: columns,
    measure: { facts in
      .unless(facts.hiringObstacle) {
        Median.days(
          facts.team.hiring?.rampDays ?? [],
          otherwise: "no carrier hired in the two years to A has won a deal")
      }
    })

  static let teamTimeToQuota = MetricDefinition(
    .teamTimeToQuota, "Time to quota", .days, in: .team, clock: .asOf,
    says: "the days from hiring to the first full quota reached, for the person in the middle",
    formula: "median(days)",
    counted: "people hired in the 1,095 days to A; the end of the first quota row, ended by A, "
      + "whose days brought won deals of at least the unramped quota",
    leftOut: "managers; people who have not reached a full quota yet", better: .lower,
    sources: columns,
    measure: { facts in
      .unless(facts.hiringObstacle) {
        Median.days(
          facts.team.hiring?.quotaDays ?? [],
          otherwise: "nobody hired in the three years to A has reached a full quota")
      }
    })
}

extension Facts {
  fileprivate var hiringObstacle: String? {
    team.obstacle ?? (context.snapshot.people.isLoaded ? nil : Reason.noPeople)
  }
}

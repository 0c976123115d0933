import RevModel

/// The metrics of this folder in the order of the book.
enum RetentionMetrics {
  static let definitions: [MetricDefinition] = [
    .retentionMRR, .retentionARR, .retentionCustomers, .retentionNRR, .retentionGRR,
    .retentionLogoChurn, .retentionMRRChurn, .retentionARPC, .retentionLifetimeValue,
    .retentionScheduledChurn, .renewalsDue, .renewalsCoverage, .renewalsUncovered,
    .renewalsGrossRate, .renewalsOnTime, .onboardingTimeToValue, .onboardingNotStarted,
  ]

  /// Fills the tables that belong to the group.
  static func fillTables(_ facts: Facts, into tables: inout BookTables) {
    let context = facts.context
    guard let view = SubscriptionView(context), facts.retention.obstacle == nil else {
      let reason = facts.retention.obstacle ?? "subscriptions.csv is missing"
      tables.mrrMovement = .undefined(reason)
      tables.retentionMonthly = .undefined(reason)
      return
    }
    tables.mrrMovement =
      context.question.hasBegun
      ? .rows(facts.retention.movement) : .undefined(Reason.notBegun)
    tables.retentionMonthly = .rows(context.indexes.months(view, through: context.question.end))
  }
}

/// Reasons that several numbers share.
enum Reason {
  static let notBegun = "the period has not begun"
  static let noMargin = "revtop.yaml has no gross_margin"
}

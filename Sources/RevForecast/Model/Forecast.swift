package import RevBase

/// Where a period will land for the deals of one question, and how far to trust it.
package struct Forecast: Sendable, Equatable {
  /// What can be said.
  package enum Outlook: Sendable, Equatable {
    /// A range that was learnt.
    case range(Landing)
    /// The period is over: what it booked.
    case finished
    /// No number, and why, in words for a person.
    case unknown(String)
  }

  package var period: Period
  package var asOf: Day
  /// Booked in the period by the day.
  package var won: Money
  package var outlook: Outlook
  /// Open amounts times the chances that the CRM gives them, `won` included: what stands in when
  /// there is no history; nil where no stage has a chance.
  package var weightedPipeline: Money?
  /// 0 to 100; or why there is none.
  package var confidence: Answer
  /// How good the confidence is.
  package var confidenceWords: String
  /// Mean accuracy of the last four finished periods as a share; or why there is none.
  package var accuracy: Answer
  /// The finished periods that the accuracy is the mean of, oldest first.
  package var accuracyPeriods: [AccuracyPeriod] = []
  /// What the confidence is made of; nil without one.
  package var confidenceParts: ConfidenceParts?
  /// `range assumed, not yet back-tested` and the like; empty when there is nothing to add.
  package var remarks: [String]
  /// The periods after this one, as far as the forecast reaches.
  package var following: [Following]

  /// One finished period, forecast on the day before it for the deals of the question; units.
  package struct AccuracyPeriod: Sendable, Equatable {
    package var period: Period
    package var forecast: Double
    package var actual: Double
    /// max(0, 1 − |A − F| / A).
    package var accuracy: Double
  }

  /// `score = 100 × (evidence × landingChance + hits) / (evidence + weight) × quality`, for a part
  /// of the company times its own landing chance over the company's.
  package struct ConfidenceParts: Sendable, Equatable {
    /// The company's chance to land within a tenth of P50 by the gamma, and the part's own.
    package var landingChance: Double
    package var ownChance: Double
    /// Weight of that chance, in periods.
    package var evidence: Double
    /// Weighted hits of past rows, and their weights.
    package var hits: Double
    package var weight: Double
    /// 1, less a part of what the data have become less clean by.
    package var quality: Double
    /// Amount-weighted share of clean open deals now, and in the back-test.
    package var clean: Double
    package var cleanBefore: Double?
  }

  /// One later period in one line; amounts in units of currency.
  package struct Following: Sendable, Equatable {
    package var period: Period
    package var p10: Double
    package var p50: Double
    package var p90: Double
    package var expected: Money
  }

  /// A number or the reason why there is none.
  package enum Answer: Sendable, Equatable {
    case value(Double)
    case undefined(String)

    package var value: Double? { if case .value(let value) = self { value } else { nil } }
    package var reason: String? { if case .undefined(let reason) = self { reason } else { nil } }
  }

  /// The range, when there is one.
  package var landing: Landing? { if case .range(let landing) = outlook { landing } else { nil } }
}

/// A landing range and what it is made of; amounts in units of currency unless they are exact.
package struct Landing: Sendable, Equatable {
  package var p10: Double
  package var p50: Double
  package var p90: Double
  /// Expected bookings of open deals and of deals that do not exist yet; parts of any partition of
  /// the deals add up to them exactly.
  package var expectedOpen: Money
  package var expectedNew: Money
  /// Expected open bookings by stage, in the order of the sales process.
  package var stages: [StagePart]
  /// The distribution of what is still to come.
  package var rest: GammaRange
  /// The part of its variance that is the luck of single deals, in units squared; what is over is
  /// how wrong such forecasts have been.
  package var luck: Double
  /// Share of the company's mean that the question's deals hold.
  package var share: Double
  /// What pace of the last periods says, `won` included, for the whole company; nil before the
  /// first finished period.
  package var pace: Double?
  /// What the last finished period booked, for the whole company.
  package var lastPeriod: Double?
  /// Weight of pace in the mean, 0 to 1, and what one raw unit of each term became.
  package var paceWeight: Double
  package var openFactor: Double
  package var newFactor: Double
  /// What was booked when the range was made, in units.
  package var won: Double

  /// Won, open and new together: the expected landing.
  package var expected: Double { won + (expectedOpen + expectedNew).units }

  /// The chance to land at an amount or above.
  package func chance(toReach target: Double) -> Double {
    target <= won ? 1 : 1 - rest.chance(upTo: target - won)
  }

  /// One stage's open deals.
  package struct StagePart: Sendable, Equatable {
    package var stage: String
    package var count: Int
    package var amount: Money
    package var expected: Money
  }
}

/// One week's end of the period: booked, or the range of what will have been.
package struct FanPoint: Sendable, Equatable {
  package var day: Day
  /// Whether the day has been, so that all three are what was booked.
  package var isPast: Bool
  package var p10: Double
  package var p50: Double
  package var p90: Double
}

/// Why the expected landing differs from that of an earlier day; the parts add up exactly.
package struct ForecastChange: Sendable, Equatable {
  package var from: Day
  package var to: Day
  package var before: Money
  package var after: Money
  /// Won since, beyond what was expected of them.
  package var won = Money.zero
  /// Lost, or changed in stage, amount, close date, owner or category.
  package var moved = Money.zero
  /// The part of `moved` that is deals lost.
  package var lost = Money.zero
  /// Created since and open.
  package var new = Money.zero
  /// Untouched deals that got older, what is not in the pipeline yet, and what was learnt.
  package var timePassed = Money.zero
}

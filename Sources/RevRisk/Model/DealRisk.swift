package import RevBase
package import RevForecast

/// One open deal's chances with the reasons behind them.
package struct DealRisk: Sendable, Equatable {
  /// Row of deals.csv.
  package var row: Int
  /// Chances by the end of the period; they add up to one.
  package var chance: Double
  package var lost: Double
  package var slip: Double
  /// The chance of the same deal with a clean record: on schedule, touched, never pushed, due in
  /// the period instead of overdue.
  package var reference: Double
  /// The chance with what a person can still change: on schedule and touched.
  package var actionable: Double
  /// Amount when won, in units: as such amounts were realised, or of its segment when not sized.
  package var amount: Double
  package var isAtRisk: Bool
  package var flags: RiskFlags
  /// Log-odds of `chance`: what the pieces add up to.
  package var logOdds: Double
  /// The part of the chance that the deal's stage and the days left explain; with the points of
  /// all reasons it adds up to `chance`.
  package var base: Double
  /// What the base rests on, in words.
  package var baseWords: String
  /// `base` in whole percent.
  package var basePercent: Int
  /// Largest effect first.
  package var reasons: [RiskReason]
  package var daysLeft: Int
  package var stage: String
  /// What rules mode says; nil when the model was learnt.
  package var modeWords: String?

  /// A (p_ref − p): what is missing against a clean record.
  package var shortfall: Money { Money(estimate: amount * (reference - chance)) }
  /// A (p_act − p): what a person can still change.
  package var lift: Money { Money(estimate: amount * (actionable - chance)) }
  /// `chance` in whole percent: `basePercent` plus the whole points of all reasons.
  package var chancePercent: Int { Int((chance * 100).rounded()) }
  /// The reason that lowers the chance most; nil when none does.
  package var strongest: RiskReason? { reasons.first { $0.points < 0 } }

  /// The strongest reason in a few words, else the first flag, else nothing.
  package var shortReason: String {
    strongest?.short ?? flags.all.first?.short ?? ""
  }
}

/// One part of a deal's chance: what was seen, what is normal, and how much it changes.
package struct RiskReason: Sendable, Equatable {
  package enum Kind: Sendable, Equatable, Hashable {
    /// Its age in the stage against that of deals that moved on.
    case timeInStage
    case factor(Factor)
    /// Everything that was learnt, in rules mode: too thin to be told apart.
    case unproven

    package static var all: [Kind] {
      [.timeInStage] + Factor.allCases.map { .factor($0) } + [.unproven]
    }

    /// The word in JSON.
    package var word: String {
      switch self {
      case .timeInStage: "time_in_stage"
      case .factor(let factor): Self.word(factor)
      case .unproven: "unproven"
      }
    }

    private static func word(_ factor: Factor) -> String {
      switch factor {
      case .stagePhase: "stage_and_phase"
      case .owner: "owner"
      case .segment: "segment"
      case .size: "amount"
      case .age: "deal_age"
      case .due: "close_date"
      case .pushes: "pushes"
      case .idle: "idle"
      case .category: "forecast_category"
      }
    }
  }

  package var kind: Kind
  /// A few words for a cell: `pushed 3 times`.
  package var short: String
  /// What was seen, with its dates: `close date pushed 3 times: 12 Aug, 9 Sep, 4 Oct`.
  package var seen: String
  /// What is normal for won deals of that stage and segment; nil where too few are known.
  package var normal: String?
  /// What became of such deals: `18 won of 31 expected`; nil where nothing was counted.
  package var record: String?
  /// Days behind it, oldest first: pushes, the last activity, the close date.
  package var days: [Day]
  /// What it adds to the chance, as a share; negative where it lowers it.
  package var points: Double
  /// `points` in whole percentage points, rounded so that all add up to the shown chance.
  package var percentagePoints: Int
  package var logOdds: Double
  /// What `logOdds` would be if this were normal: 0 for what has no better level.
  package var normalLogOdds: Double
  /// What the chance would be if this were normal.
  package var ifNormal: Double
  /// Past rows of the level won, and expected to be won without it; 0 where nothing was counted.
  package var observed: Double
  package var expected: Double

  /// One line: what was seen; what is normal; what became of such deals.
  package var words: String {
    [seen, normal, record].compactMap { $0 }.joined(separator: "; ")
  }
}

package import RevBase
package import RevMetrics
import RevModel

/// The weekly report as finished words and exact numbers: what Markdown, HTML, JSON and the pages of
/// the meeting are made from.
///
/// Nothing in it depends on the clock: the same snapshot and the same journal give the same report.
package struct WeeklyReport: Equatable, Sendable {
  package var heading: Heading
  package var verdict: Verdict
  package var readout: Readout
  /// Numbers in the words of the screen.
  package var figures: Figures
  package var range: Range?
  package var confidenceWords: String
  package var remarks: [String]
  package var changes: Changes
  package var deals: Deals
  package var pipeline: Pipeline
  package var retention: Retention
  package var anomalies: [AnomalyFinding]
  package var actions: Actions
  package var journal: Journal
  /// Faults of the data that were found while loading.
  package var warnings: Int

  package struct Heading: Equatable, Sendable {
    package var company: String
    package var currency: String
    package var period: Period
    /// `week 3 of 14`.
    package var week: String
    package var asOf: Day
    package var since: Day
    /// `Segment Enterprise`; empty for the whole company.
    package var slicers: [String]
  }

  /// The answer to the first question in one sentence.
  package struct Verdict: Equatable, Sendable {
    /// `Likely yes`.
    package var answer: String
    /// `72% chance to reach $1.40M; expected $1.52M, 0.12M above it`.
    package var reason: String
    package var tone: Tone
  }

  /// What the ruler of the forecast shows, in units of currency.
  package struct Range: Equatable, Sendable {
    package var won: Double?
    package var commit: Double?
    package var bestCase: Double?
    package var call: Double?
    package var quota: Double?
    package var p10: Double?
    package var p50: Double?
    package var p90: Double?
    package var fan: [Week]
  }

  /// One week's end of the period: booked, or the range of what will have been.
  package struct Week: Equatable, Sendable {
    package var day: Day
    package var isPast: Bool
    package var p10: Double
    package var p50: Double
    package var p90: Double
  }

  package struct Changes: Equatable, Sendable {
    /// Why the expected landing is another than on the day compared with: the sum, then its parts.
    package var forecast: [Part]
    /// Why that is not known; nil where it is.
    package var forecastReason: String?
    /// From the open pipeline of that day to today's.
    package var movement: [Step]
    package var movementReason: String?
  }

  /// A signed amount with its words.
  package struct Part: Equatable, Sendable {
    package var amount: Money
    package var words: String
  }

  /// One step of a bridge.
  package struct Step: Equatable, Sendable {
    package enum Kind: String, Sendable { case total, plus, minus }
    package var label: String
    /// Without its sign.
    package var amount: Money
    package var count: Int
    package var kind: Kind
    /// What it counts, in a few words.
    package var words: String
    /// As it counts in the sum.
    package var signed: Money { kind == .minus ? -amount : amount }
  }

  package struct Deals: Equatable, Sendable {
    package var top: [Deal]
    package var atRisk: Tally
    package var exposed: Money
    package var considered: Int
    package var remarks: [String]
  }

  package struct Deal: Equatable, Sendable {
    package var name: String
    package var account: String
    package var owner: String
    package var stage: String
    package var amount: Money
    package var close: Day?
    package var chance: Double
    /// The chance of the same deal with a clean record.
    package var reference: Double
    package var shortfall: Money
    package var flags: [String]
    /// What lowers its chance, largest first.
    package var reasons: [Reason]
    /// The strongest reason in a few words; empty when there is none.
    package var why: String

    package struct Reason: Equatable, Sendable {
      /// Whole percentage points; negative where they lower the chance.
      package var points: Int
      package var words: String
    }
  }

  package struct Pipeline: Equatable, Sendable {
    package var created: [CreatedWeek]
    package var aging: [AgingLine]
    package var stages: [StageLine]
  }

  package struct Retention: Equatable, Sendable {
    /// The bridge of recurring revenue a year, over the period.
    package var steps: [Step]
    /// `2026-10-31 to 2026-11-16`; empty without a bridge.
    package var span: String
    package var stepsReason: String?
    package var windows: [Window]
    package var windowsReason: String?
  }

  /// Contracts that end within some days.
  package struct Window: Equatable, Sendable {
    package var days: Int
    package var due: Tally
    package var uncovered: Tally
  }

  package struct Actions: Equatable, Sendable {
    package var lines: [Action]
    /// How many more there are than are listed.
    package var more: Int
    /// All that actions claim of gaps that money closes.
    package var claimed: Money
    package var gaps: [Gap]
  }

  package struct Gap: Equatable, Sendable {
    package var title: String
    package var amount: Money
    package var claimed: Money
  }

  /// One next-best action.
  package struct Action: Equatable, Sendable {
    package var id: String
    package var title: String
    package var owner: String
    package var due: Day
    package var low: Money?
    package var mid: Money?
    package var high: Money?
    /// What counts in totals: every deal's money once.
    package var claimed: Money
    /// `new money`, or why it has no size.
    package var kind: String
    package var formula: String
    package var effort: String
    package var confidence: String
    package var evidence: [String]
  }

  package struct Journal: Equatable, Sendable {
    /// Decisions written since the day compared with.
    package var decisions: [Entry]
    /// Actions that are neither done nor dismissed, the most urgent first.
    package var open: [Entry]
    /// Actions that were done since the day compared with.
    package var done: [Entry]
  }

  /// What a person wrote.
  package struct Entry: Equatable, Sendable, Identifiable {
    package var id: String
    package var text: String
    package var owner: String
    package var due: Day?
    package var written: Day
    package var state: String
    package var isDecision: Bool
    /// Whether its day has passed.
    package var isLate: Bool
  }

  /// The figure of a number of the book.
  package func figure(_ id: MetricID) -> FigureModel? { figures[.metric(id)] }
}

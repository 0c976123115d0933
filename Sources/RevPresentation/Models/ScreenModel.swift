import RevBase
package import RevForecast
import RevModel

/// Everything that is to be drawn, as finished words and numbers: no colours, no key names.
package struct ScreenModel: Equatable, Sendable {
  package enum Body: Equatable, Sendable {
    case tooSmall
    case dashboard(DashboardModel)
    case table(TableModel)
    case inspector(InspectorModel)
    case board(BoardModel)
    case meeting(MeetingModel)
  }

  package var size: ScreenSize
  package var title: TitleModel
  package var slicers: [SlicerModel]
  package var body: Body
  /// The inspector beside the view, on large screens.
  package var side: InspectorModel?
  /// The breadcrumb.
  package var path: [String]
  /// What the path line says on the right when there is no message.
  package var status: String
  package var message: Message?
  package var overlay: OverlayModel?
  package var context: CommandContext
  /// Commands of the context that cannot be used now.
  package var disabled: Set<CommandID>
}

package struct TitleModel: Equatable, Sendable {
  /// The snapshot's name.
  package var name: String
  /// `FY2027-Q4 wk 3/14`.
  package var period: String
  package var asOf: String
  package var isTimeTravel: Bool
  /// `2 warnings`; empty when there are none.
  package var warnings: String
  /// `5 anomalies`; empty when there are none or they are not known yet.
  package var anomalies: String
  package var hasWhatIf: Bool
  /// Whether the files have changed and could not be read again.
  package var isStale: Bool
  /// `vs FY2027-Q3`; empty when nothing is compared.
  package var against = ""
}

/// One slicer of the bar.
package struct SlicerModel: Equatable, Sendable {
  package var label: String
  package var value: String
  package var isActive: Bool
}

/// The four panes.
package struct DashboardModel: Equatable, Sendable {
  package var focus: PaneID
  package var isZoomed: Bool
  package var pipeline: PipelinePaneModel
  package var risk: RiskPaneModel
  package var forecast: ForecastPaneModel
  package var retention: RetentionPaneModel
  /// Rows that say something else than before the files were read again.
  package var changed: Set<Item> = []

  /// Words behind a pane's title, and what stands there where room is short.
  package func notes(_ pane: PaneID) -> [String] {
    switch pane {
    case .pipeline: pipeline.notes
    case .risk: risk.notes
    case .forecast: [forecast.note]
    case .retention: [retention.note]
    }
  }
}

/// Numbers by the item that they belong to.
package typealias Figures = [Item: FigureModel]

package struct PipelinePaneModel: Equatable, Sendable {
  package struct Stage: Equatable, Sendable {
    package var item: Item
    package var name: String
    package var count: String
    package var amount: String
    package var number: Double
    package var conversion: String
    package var conversionTone: Tone
    package var age: String
    /// In a comparison, in place of the bar: count and amount against the other answer.
    package var change = ""
    package var isSelected: Bool
  }

  /// The stage with the lowest conversion.
  package struct Leak: Equatable, Sendable {
    /// Lost of all that were decided there, as a percentage.
    package var share: String
    /// `of 61 deals decided in Discovery are lost`.
    package var words: String
  }

  package struct Bar: Equatable, Sendable {
    package var item: Item
    package var label: String
    package var count: String
    package var amount: String
    package var number: Double
    /// In a comparison, in place of the bar.
    package var change = ""
    package var isSelected: Bool
  }

  /// The longest first.
  package var notes: [String]
  /// What the changes of the numbers are against; empty where they have none.
  package var changesAgainst = ""
  package var stages: [Stage]
  /// Why there are no stages, or what emptied them.
  package var stagesReason: Phrase?
  package var totalCount: String
  /// Where most deals are lost; nil when no stage has enough decided deals to say so.
  package var leak: Leak?
  package var figures: Figures
  /// Amounts created by week, oldest first; empty when unknown.
  package var weeks: [Double]
  package var lastWeek: String
  package var typicalWeek: String
  package var weeksPeak: String
  package var aging: [Bar]
}

package struct RiskPaneModel: Equatable, Sendable {
  package struct Deal: Equatable, Sendable {
    package var item: Item
    package var name: String
    package var amount: String
    package var stage: String
    package var segment: String
    package var age: String
    package var owner: String
    package var close: String
    /// P(won in the period): `12%`.
    package var win: String
    /// The part of the clean record's chance that is missing, in percent.
    package var risk: Int
    /// What is missing against a clean record.
    package var shortfall: String
    package var why: String
    /// The same in two words.
    package var brief: String
    package var isTop: Bool
    package var isMarked: Bool
    package var isSelected: Bool
  }

  package struct Flag: Equatable, Sendable {
    package var item: Item
    package var words: String
    package var count: String
    package var amount: String
    package var number: Double
    package var isSelected: Bool
  }

  /// The longest first.
  package var notes: [String]
  package var deals: [Deal]
  package var selectedIndex: Int
  /// All deals at risk.
  package var count: Int
  /// In place of deals when there are none.
  package var emptyReason: Phrase
  package var flags: [Flag]
  /// Rules mode, and what else has to be known before the list is read.
  package var remarks: [String]
}

package struct ForecastPaneModel: Equatable, Sendable {
  package var note: String
  package var figures: Figures
  /// What the range waits for; nil when there is one.
  package var rangeReason: String?
  /// Week by week; empty without a range.
  package var fan: [FanPoint]
  /// What changed since last week: the sum, then its parts.
  package var change: [Change]
  package var remarks: [String]
  /// `good: 7 of 9 back-tested quarters landed within 10% from this point`; empty without a model.
  package var confidenceWords = ""
  /// The next period and the one after.
  package var following: [Following] = []

  package struct Following: Equatable, Sendable {
    package var label: String
    package var middle: String
    package var range: String
  }

  package struct Change: Equatable, Sendable {
    package var amount: String
    package var words: String
    /// One or two words where room is short.
    package var short: String
  }
}

package struct RetentionPaneModel: Equatable, Sendable {
  package struct Step: Equatable, Sendable {
    package var item: Item
    package var label: String
    /// Signed for changes.
    package var amount: String
    package var count: String
    package var number: Double
    package var kind: Kind
    package var isSelected: Bool
    package enum Kind: Sendable, Equatable { case total, plus, minus }
  }

  package struct Window: Equatable, Sendable {
    package var item: Item
    package var label: String
    package var count: String
    package var amount: String
    package var uncovered: String
    /// The same where room is short.
    package var brief: String
    package var tone: Tone
    package var isSelected: Bool
  }

  package var note: String
  /// Which file is missing and what the pane would show; nil when it can be shown.
  package var missing: [Phrase]?
  package var figures: Figures
  package var steps: [Step]
  package var stepsReason: String?
  package var windows: [Window]
  package var windowsReason: String?
  package var cohortMonths: [String]
  package var cohorts: [[String]]
}

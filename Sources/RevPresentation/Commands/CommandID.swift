/// Everything that a person can ask for with a key; the raw values stand in the config file.
package enum CommandID: String, Sendable, CaseIterable, Hashable {
  // Panes and views
  case focusPipeline = "focus-pipeline"
  case focusRisk = "focus-risk"
  case focusForecast = "focus-forecast"
  case focusRetention = "focus-retention"
  case viewMovement = "view-movement"
  case viewFunnel = "view-funnel"
  case viewTeam = "view-team"
  case viewCash = "view-cash"
  case viewHygiene = "view-hygiene"
  case viewActions = "view-actions"
  case viewForecastAudit = "view-forecast-audit"
  case viewWarnings = "view-warnings"
  case viewJournal = "view-journal"
  case viewQuality = "view-quality"
  case viewAnomalies = "view-anomalies"
  case nextPane = "next-pane"
  case previousPane = "previous-pane"
  case zoom
  // Moving
  case up, down, left, right, first, last
  case pageUp = "page-up"
  case pageDown = "page-down"
  case halfUp = "half-up"
  case halfDown = "half-down"
  // In and out
  case drill, back, close, quit
  case previousView = "previous-view"
  case setMark = "set-mark"
  case jumpToMark = "jump-to-mark"
  case undo, redo
  // Slicers
  case pickSegment = "pick-segment"
  case pickOwner = "pick-owner"
  case pickPeriod = "pick-period"
  case pickDimension = "pick-dimension"
  case previousPeriod = "previous-period"
  case nextPeriod = "next-period"
  case weekBack = "week-back"
  case weekForward = "week-forward"
  case asOfDay = "as-of-day"
  case clear
  // Rows
  case filter
  case nextMatch = "next-match"
  case previousMatch = "previous-match"
  case sortNext = "sort-next"
  case sortPrevious = "sort-previous"
  case sortColumn = "sort-column"
  case invertSort = "invert-sort"
  case mark
  case wide
  // Numbers
  case explain
  case whatIf = "what-if"
  case compare
  // Out of the program
  case copyCell = "copy-cell"
  case copyTable = "copy-table"
  case export, note, reload
  case importFiles = "import-files"
  // What was written
  case call
  case acceptAction = "accept-action"
  case finishAction = "finish-action"
  case snoozeAction = "snooze-action"
  case dismissAction = "dismiss-action"
  case stalledOnly = "stalled-only"
  case saveReport = "save-report"
  // The meeting
  case meetingNext = "meeting-next"
  case meetingBack = "meeting-back"
  // Program
  case palette, help, presentation, theme, names, mouse, redraw, suspend
  // Inside overlays
  case accept, cancel
  case toggleValue = "toggle-value"
  case searchHelp = "search-help"
  case nextForm = "next-form"
  case complete
}

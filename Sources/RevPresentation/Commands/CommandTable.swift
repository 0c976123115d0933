/// The one table of commands, in the order of help.
package enum CommandTable {
  package static let all: [Command] =
    here + meeting + moving + slicing + numbers + views + program + inside

  /// The entry of a command; every command has one, which a test checks.
  package static func entry(_ id: CommandID) -> Command? { byID[id] }

  private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

  private static let here: [Command] = [
    Command(
      .drill, ["Enter"], "drill", "open what is behind the selected number or row", in: .views,
      .here, rank: 10),
    Command(
      .filter, ["/", "F3", "F4"], "find", "narrow the rows while typing; Enter keeps, Esc restores",
      in: [.table, .inspector, .lines, .dashboard], .here, rank: 30),
    Command(.nextMatch, ["n"], "next", "next match", in: [.table, .inspector], .here),
    Command(.previousMatch, ["N"], "previous", "previous match", in: [.table, .inspector], .here),
    Command(
      .sortNext, [">", "F6"], "sort", "sort by the next column", in: .rows, .here, rank: 22),
    Command(.sortPrevious, ["<"], "sort", "sort by the previous column", in: .rows, .here),
    Command(
      .sortColumn, ["S"], "sort this", "sort by the column under the cursor; again turns it round",
      in: .rows, .here),
    Command(.invertSort, ["I"], "invert", "turn the order round", in: .rows, .here, rank: 24),
    Command(
      .mark, ["Space"], "mark", "mark the row", in: [.table, .dashboard], .here, rank: 46),
    Command(
      .acceptAction, ["d"], "accept", "accept the action: it is carried until it is done",
      in: .rows, .here, rank: 14),
    Command(.finishAction, ["D"], "done", "the action is done", in: .rows, .here, rank: 15),
    Command(
      .snoozeAction, ["Z"], "snooze", "put the action off until a day", in: .rows, .here, rank: 16),
    Command(
      .dismissAction, ["X"], "dismiss", "dismiss the action, with the reason", in: .rows, .here,
      rank: 17),
    Command(
      .stalledOnly, ["v"], "stalled", "only deals at risk that are stalled, and back",
      in: [.table, .dashboard], .here),
    Command(
      .call, ["C"], "call", "write the call of the owner, or an override", in: .lines, .here),
    Command(.wide, ["w"], "wide", "every column, or those that fit", in: .rows, .here, rank: 48),
    Command(
      .zoom, ["z"], "zoom", "one pane on the whole screen, and back", in: .dashboard, .here,
      rank: 44),
  ]

  private static let moving: [Command] = [
    Command(.up, ["k", "Up"], "up", "up", in: [.everywhere, .meeting], .moving),
    Command(.down, ["j", "Down"], "down", "down", in: [.everywhere, .meeting], .moving),
    Command(.left, ["h", "Left"], "left", "left: previous number or column", in: .views, .moving),
    Command(.right, ["l", "Right"], "right", "right: next number or column", in: .views, .moving),
    Command(.first, ["g", "Home"], "first", "first row", in: [.views, .explain, .help], .moving),
    Command(.last, ["G", "End"], "last", "last row", in: [.views, .explain, .help], .moving),
    Command(.pageUp, ["PgUp"], "page up", "a page up", in: .everywhere, .moving),
    Command(.pageDown, ["PgDn"], "page down", "a page down", in: .everywhere, .moving),
    Command(
      .halfUp, ["Ctrl-U"], "half up", "half a page up", in: [.views, .explain, .help], .moving),
    Command(
      .halfDown, ["Ctrl-D"], "half down", "half a page down", in: [.views, .explain, .help],
      .moving),
    Command(
      .nextPane, ["Tab"], "next pane", "focus the next pane", in: .dashboard, .moving, rank: 42),
    Command(
      .previousPane, ["Shift-Tab"], "previous pane", "focus the previous pane", in: .dashboard,
      .moving),
    Command(
      .setMark, ["m"], "set mark", "m and a letter: remember this place", in: .views, .moving),
    Command(
      .jumpToMark, ["'"], "jump", "' and a letter: go to that place", in: .views, .moving),
    Command(
      .previousView, ["-"], "previous view", "swap with the previous view", in: .views, .moving),
  ]

  private static let slicing: [Command] = [
    Command(
      .pickSegment, ["s"], "segment", "choose segments", in: .views, .slicing, rank: 32),
    Command(.pickOwner, ["o"], "owner", "choose owners", in: .views, .slicing, rank: 33),
    Command(.pickPeriod, ["p"], "period", "choose the period", in: .views, .slicing, rank: 34),
    Command(
      .pickDimension, ["f"], "filter", "slice by any dimension", in: .views, .slicing),
    Command(.previousPeriod, ["["], "period back", "previous period", in: .views, .slicing),
    Command(.nextPeriod, ["]"], "period on", "next period", in: .views, .slicing),
    Command(.weekBack, ["{"], "week back", "as-of day one week back", in: .views, .slicing),
    Command(.weekForward, ["}"], "week on", "as-of day one week on", in: .views, .slicing),
    Command(.asOfDay, ["t"], "as of", "type an as-of day, or today", in: .views, .slicing),
    Command(
      .clear, ["0"], "clear",
      "clear slicers, text, period, day, comparison and what-if", in: .views, .slicing,
      rank: 52),
  ]

  private static let meeting: [Command] = [
    Command(
      .meetingNext, ["Space", "n", "Right", "PgDn"], "next", "next page", in: .meeting, .here,
      rank: 5),
    Command(
      .meetingBack, ["b", "Left", "PgUp"], "back", "page before", in: .meeting, .here, rank: 6),
  ]

  private static let numbers: [Command] = [
    Command(
      .explain, ["e", "="], "explain", "how this number was made", in: [.views, .meeting], .numbers,
      rank: 36),
    Command(
      .whatIf, ["x"], "what if", "suppose another stage, amount or date, or a deal left out",
      in: .views, .numbers, rank: 47),
    Command(
      .compare, ["c"], "compare", "everything against another period, day or owner",
      in: .views, .numbers, rank: 49),
    Command(
      .copyCell, ["y"], "copy", "copy the number or cell", in: [.views, .explain], .numbers,
      rank: 50),
    Command(.copyTable, ["Y"], "copy table", "copy the table", in: .views, .numbers),
    Command(
      .export, ["Ctrl-S"], "export", "write the view to a file: CSV, JSON, Markdown, text, SVG",
      in: .views, .numbers),
    Command(
      .note, ["+"], "note", "write a note, decision or action about the row",
      in: [.views, .meeting], .numbers, rank: 51),
  ]

  private static let views: [Command] = [
    Command(
      .focusPipeline, ["1"], "pipeline", "pipeline health", in: .views, .views),
    Command(.focusRisk, ["2"], "at risk", "deals at risk", in: .views, .views),
    Command(.focusForecast, ["3"], "forecast", "forecast range", in: .views, .views),
    Command(.focusRetention, ["4"], "retention", "retention", in: .views, .views),
    Command(.viewMovement, ["5"], "movement", "what changed since a day", in: .views, .views),
    Command(.viewFunnel, ["6"], "funnel", "leads, rates, sources and channels", in: .views, .views),
    Command(.viewTeam, ["7"], "team", "owners, quota and attainment", in: .views, .views),
    Command(.viewCash, ["8"], "cash", "from won to cash", in: .views, .views),
    Command(.viewHygiene, ["9"], "hygiene", "flags by owner and readiness", in: .views, .views),
    Command(.viewActions, ["a"], "actions", "next-best actions", in: .views, .views),
    Command(
      .viewJournal, ["J"], "journal", "notes, decisions, actions and calls", in: .views, .views),
    Command(
      .viewQuality, ["V"], "quality", "how good the chances of the deals were", in: .views, .views),
    Command(
      .viewForecastAudit, ["F"], "audit", "every past week's forecast, replayed", in: .views, .views
    ),
    Command(.viewWarnings, ["W"], "warnings", "rows with data problems", in: .views, .views),
    Command(
      .viewAnomalies, ["A"], "anomalies", "numbers beyond their own past or a threshold",
      in: .views, .views),
  ]

  private static let program: [Command] = [
    Command(
      .back, ["Esc", "Backspace"], "back", "one step out: overlay, text, view",
      in: [.views, .meeting],
      .program, rank: 12),
    Command(
      .close, ["q"], "close", "close the view; at the dashboard, quit",
      in: [.views, .meeting, .explain, .help], .program,
      rank: 60),
    Command(
      .palette, [":", "Ctrl-P"], "cmd", "every command by name", in: .views, .program, rank: 38),
    Command(
      .help, ["?", "F1"], "help", "help for this view",
      in: [.views, .meeting], .program, rank: 40),
    Command(.undo, ["u"], "undo", "undo the last view change", in: .views, .program, rank: 56),
    Command(.redo, ["U"], "redo", "redo it", in: .views, .program),
    Command(.reload, ["r"], "reload", "read the files again", in: .views, .program),
    Command(
      .importFiles, ["i"], "import files", "read files of other systems into a snapshot",
      in: .views, .program),
    Command(
      .presentation, ["P"], "meeting", "the Monday meeting, and back", in: [.views, .meeting],
      .program, rank: 58),
    Command(
      .saveReport, ["Ctrl-W"], "report", "write the weekly report to a file",
      in: [.views, .meeting], .program, rank: 54),
    Command(.theme, ["T"], "theme", "next theme", in: [.views, .meeting], .program),
    Command(
      .names, ["R"], "names", "names shown or masked", in: [.views, .meeting], .program, rank: 53),
    Command(.mouse, ["M"], "mouse", "mouse on or off", in: .views, .program),
    Command(
      .redraw, ["Ctrl-L"], "redraw", "draw the screen anew",
      in: [.everywhere, .meeting], .program),
    Command(.suspend, ["Ctrl-Z"], "suspend", "back to the shell; fg returns", in: .views, .program),
    Command(
      .quit, ["Q", "F10"], "quit", "quit from anywhere", in: [.views, .meeting, .explain, .help],
      .program),
  ]

  /// Keys that only mean something inside an overlay.
  private static let inside: [Command] = [
    Command(
      .toggleValue, ["Space"], "mark", "mark the value", in: .picker, .here, rank: 10),
    Command(
      .accept, ["Enter"], "apply", "apply, run, open or list", in: .overlays, .here, rank: 12),
    Command(
      .cancel, ["Esc"], "close", "close and restore", in: .overlays, .here, rank: 14),
    Command(.nextForm, ["Tab"], "kind", "note, decision or action", in: .compose, .here, rank: 10),
    Command(.searchHelp, ["/"], "search", "search the help", in: .help, .here, rank: 16),
    Command(
      .complete, ["Tab"], "complete", "complete the name of a file", in: .prompt, .here, rank: 13),
  ]
}

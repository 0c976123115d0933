import RevBase
package import RevJournal
import RevMetrics
package import RevModel

/// Everything the screen shows and every choice that the person has made.
///
/// Plain data: no snapshot, no terminal. `reduce` is the only place where it changes.
package struct AppState: Equatable, Sendable {
  package var facts: SnapshotFacts
  package var size = ScreenSize(columns: 80, rows: 24)
  package internal(set) var place: Place
  package internal(set) var overlay: Overlay?
  package internal(set) var answers: Answers?
  package internal(set) var message: Message?
  /// How far the model that is fitted behind the screen has come, 0 to 1; nil when none is.
  package internal(set) var modelProgress: Double?
  /// What the next letter is for.
  package internal(set) var chord: Chord?
  package internal(set) var isRunning = true
  package internal(set) var masksNames = false
  package internal(set) var hasMouse = false
  /// Whether the files have changed and could not be read again: the screen shows the old ones.
  package internal(set) var isStale = false
  /// What the numbers were before the files were read again, for a minute.
  package internal(set) var reloaded: ReloadMarks?
  /// What was written about the snapshot; nil until it was read.
  package internal(set) var journal: JournalBook?
  /// How good the chances were, as far as it was measured.
  package internal(set) var qualities: [QualityKey: QualityAnswer] = [:]
  /// Names of the themes, and the one in use.
  package internal(set) var themes: [String]
  package internal(set) var theme: String
  /// What was found unusual, by question: the company's own day, and the one looked at last.
  package internal(set) var anomalies: [AnomalyQuestion: [AnomalyFinding]] = [:]
  /// The Monday meeting while it runs; the view waits behind it.
  package internal(set) var meeting: MeetingState?
  /// The last text that rows were narrowed by, for the next and previous match.
  package internal(set) var lastSearch = ""

  var undone: [Place] = []
  var done: [Place] = []
  /// Where the person was when a text filter began; Esc restores it.
  var typingFrom: Place?
  /// The path before the last jump.
  var previous: [ViewState]?
  var bookmarks: [Character: [ViewState]] = [:]
  var bookmarkPanes: [Character: Bookmark] = [:]

  // What was asked and not yet answered.
  var generation = 0
  var asked = Asked()

  /// - Parameter question: what is asked first; the snapshot's own day and everything when nil.
  package init(
    _ facts: SnapshotFacts, themes: [String] = ["default"], theme: String = "default",
    question: Question? = nil
  ) {
    self.facts = facts
    self.themes = themes
    self.theme = theme
    place = Place(question: question ?? facts.home)
  }

  /// Questions under way, each with its generation.
  struct Asked: Equatable, Sendable {
    var answer: AnswerRequest?
    var answerGeneration = 0
    var answered: AnswerRequest?
    var arrangement: Arrangement.Key?
    var arrangementGeneration = 0
    var inspection: Inspection?
    var inspectionGeneration = 0
    var explanation: Explanation?
    var explanationGeneration = 0
    var values: Values?
    var valuesGeneration = 0
    var searchGeneration = 0
    /// The question whose model's quality was asked for last.
    var quality: Question?
    /// Of the question whose answer closes or changes the open prompt or picker.
    var promptGeneration = 0
    var briefingGeneration = 0
    var anomalies: AnomalyQuestion?
  }

  struct Explanation: Equatable, Sendable {
    var item: Item
    var question: Question
    var columns: Int
  }

  struct Values: Equatable, Sendable {
    var subject: PickerSubject
    var question: Question
  }
}

/// What is said in the path line until the next key.
package struct Message: Equatable, Sendable {
  package var phrase: Phrase
  package var isError: Bool

  package init(_ phrase: Phrase, isError: Bool = false) {
    self.phrase = phrase
    self.isError = isError
  }

  package init(_ text: String, isError: Bool = false) {
    self.init([.text(text)], isError: isError)
  }
}

/// The answers before a reload: numbers that differ from them are marked.
package struct ReloadMarks: Equatable, Sendable {
  package var question: Question
  package var before: Answers
  /// Rows of deals.csv that changed.
  package var deals: Set<Int32> = []
  /// Whether it was said how many numbers changed.
  var isCounted = false
}

/// A key that waits for a letter.
package enum Chord: Hashable, Sendable { case setMark, jumpToMark }

extension AppState {
  package var question: Question { place.question }
  package var view: ViewState { place.view }

  /// Where keys act now.
  package var context: CommandContext {
    switch overlay {
    case .picker: return .picker
    case .explain: return .explain
    case .help: return .help
    case .palette: return .palette
    case .prompt: return .prompt
    case .compose: return .compose
    case nil: break
    }
    return view.typing == nil ? viewContext : .filter
  }

  /// Whether an open picker takes marks, so that a blank is no text there.
  package var marksWithSpace: Bool {
    guard case .picker(let picker) = overlay else { return false }
    return picker.subject.takesMarks || picker.subject == .period
  }

  /// Where keys act when nothing lies over the view.
  package var viewContext: CommandContext {
    if meeting != nil { return .meeting }
    return switch view.kind {
    case .dashboard: .dashboard
    case .table: .table
    case .inspector: .inspector
    case .movement, .funnel, .team, .cash, .hygiene, .anomalies, .forecastAudit, .quality: .lines
    }
  }

  /// The line of text that typed characters go to; nil when keys are commands.
  package var line: LineEdit? {
    switch overlay {
    case .picker(let picker): picker.query
    case .palette(let palette): palette.query
    case .prompt(let prompt): prompt.line
    case .compose(let compose): compose.line
    case .help(let help): help.isSearching ? help.query : nil
    case .explain: nil
    case nil: view.typing
    }
  }

  /// Whether the answers on the screen belong to the question in force.
  package var isCurrent: Bool { answers?.now.question == place.question }

  /// Whether the as-of day is another than the snapshot's own.
  package var isTimeTravel: Bool { place.question.asOf != facts.home.asOf }

  /// The item under the cursor of a pane.
  package func item(of pane: PaneID) -> Item? {
    let items = PaneItems.items(of: pane, answers)
    if let chosen = place.paneItems[pane], items.contains(chosen) { return chosen }
    return PaneItems.headline(of: pane, answers) ?? items.first
  }

  /// The deal that the inspector beside the view shows.
  package var selectedDeal: Int32? {
    switch view.kind {
    case .inspector(let deal): return deal
    case .table where view.table == .deals: return view.selected
    case .dashboard, .table, .movement, .funnel, .team, .cash, .hygiene, .anomalies, .forecastAudit,
      .quality:
      if case .deal(let row) = item(of: .risk) { return row }
      return nil
    }
  }

  /// Rows of a table that fit the body: frame, heads and totals are taken off.
  package var tableRows: Int {
    max(1, size.rows - 8 - (detailRows > 0 ? detailRows + 1 : 0))
  }
  /// Lines of a framed text that fit the body.
  package var bodyLines: Int { max(1, size.rows - 6) }
}

extension AppState {
  /// Begins with another question than the snapshot's own: slicers and days of the command line.
  ///
  /// Before `started` is sent.
  package mutating func setQuestion(_ question: Question) {
    place.question = question
  }

  /// Begins with a view, as if its command had been given.
  package mutating func setFocus(_ pane: PaneID) {
    place.focus = pane
  }
}

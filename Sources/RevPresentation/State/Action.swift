import RevBase
package import RevJournal
import RevMetrics
package import RevModel

/// Something that happened: keys have been turned into intentions before they get here.
package enum Action: Equatable, Sendable {
  case started
  case resized(ScreenSize)

  // From the person.
  case command(CommandID)
  /// The line of text in force was edited.
  case edited(LineEdit)
  /// The letter after `m` or `'`.
  case lettered(Character)
  /// A key that means nothing here, by its name.
  case wrongKey(String)
  /// A pane was pointed at, and an item in it.
  case pointed(PaneID, Item?)
  /// A row of the table on the screen was pointed at, by its position.
  case rowPointed(Int)

  // Answers to effects; those of older generations are dropped.
  case answered(Answers, generation: Int)
  case arranged(Arrangement, generation: Int)
  case inspected(lines: Int, generation: Int)
  case explained(lines: Int, generation: Int)
  case valuesCounted([PickerValue], generation: Int)
  /// The suppositions in force from now on, or why they cannot be.
  case supposed([DealChange], generation: Int)
  case supposeRefused(String, generation: Int)
  case exportNamed(String, generation: Int)
  case exported(String, generation: Int)
  /// Why nothing was written; a file that is there already can be replaced.
  case exportRefused(String, isThere: Bool, generation: Int)
  /// A scenario that is to be written into the journal.
  case scenarioMade(Scenario, generation: Int)
  /// The suppositions of a scenario, and how many of its deals are gone.
  case scenarioOpened(Scenario, [DealChange], missing: Int, generation: Int)
  case pathCompleted(String, choices: [String], generation: Int)
  /// Position of the next match; nil when there is none.
  case found(Int?, generation: Int)

  /// What the thing under the cursor is called, for an entry about it.
  case topicNamed(JournalTopic)
  /// What stands behind a row of the lists of actions and of the journal; nil when nothing does.
  case objectFound(ObjectTarget?)
  /// What is to be written so that actions stand where the person wants them.
  case actsPrepared([JournalAct], said: String)

  // From the runtime.
  /// What the journal holds; `said` after something was written, nil when it was only read.
  case journalRead(JournalBook, said: String?)
  /// Why something could not be written.
  case journalRefused(String)
  /// A model was fitted behind the screen: what waited for it can be answered.
  case modelReady
  /// How far the quality of the chances is measured, or what it is.
  case qualityMeasured(QualityKey, QualityAnswer)
  /// How far the fitting has come, 0 to 1.
  case modelProgress(Double)
  case anomaliesFound([AnomalyFinding], AnomalyQuestion)
  /// The numbers of a meeting.
  case briefed(Briefing, generation: Int)
  /// A report was to be written where a file is already.
  case reportExists(path: String)
  case said(String)
  case failed(String)
  /// The files were read again, and where their rows are now.
  case reloaded(SnapshotFacts, RowMoves)
  /// The files could not be read again, and why; what was read before stays.
  case reloadFailed(String)
  /// The marks of a reload have been seen long enough.
  case marksExpired
}

/// A size in columns and rows.
package struct ScreenSize: Hashable, Sendable {
  package var columns: Int
  package var rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// Smaller ones only say so.
  package static let smallest = ScreenSize(columns: 60, rows: 16)
  package var isTooSmall: Bool {
    columns < Self.smallest.columns || rows < Self.smallest.rows
  }
  /// From here on the inspector of the selected deal is always open.
  package var hasInspector: Bool { columns >= 180 && rows >= 50 }
  /// Room for more columns and charts.
  package var isWide: Bool { columns >= 120 && rows >= 40 }
  /// Room for two panes beside each other.
  package var hasGrid: Bool { columns >= 80 && rows >= 24 }
}

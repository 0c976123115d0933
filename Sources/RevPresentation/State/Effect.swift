import RevBase
package import RevJournal
package import RevModel

/// Work for somebody else, as a value.
///
/// The first group is carried out by `Presenter.perform`, the rest by the runtime.
package enum Effect: Equatable, Sendable {
  case answer(AnswerRequest, generation: Int)
  case arrange(Arrangement.Key, generation: Int)
  case inspect(Inspection, generation: Int)
  /// How many lines an explanation has on a screen of so many columns.
  case explain(Item, Question, columns: Int, generation: Int)
  case countValues(PickerSubject, Question, generation: Int)
  case search(Arrangement.Key, text: String, from: Int, isForward: Bool, generation: Int)
  /// The name of what an entry would be about.
  case nameTopic(TopicSource, Question)
  /// The acts that put the actions of some rows of a table where the person wants them.
  case prepareActs(RowSource, rows: [Int32], Question, ActionMove)
  /// What stands behind a row of the lists of actions and of the journal.
  case openObject(RowSource, row: Int32, Question)
  /// What the journal holds now, for tables and inspectors.
  case takeJournal(JournalBook)

  /// The journal of the snapshot, read anew; answered by `Action.journalRead`.
  case readJournal
  /// Measures the quality of the chances behind the screen; answered by `qualityMeasured`.
  case measureQuality(Question)
  /// Answered by `Action.journalRead` with `said`, or by `journalRefused`.
  case writeJournal([JournalAct], said: String)

  /// Suppositions in the words of `Supposing`, about deals, on top of those in force.
  case suppose(String, deals: [Int32], Question, generation: Int)
  /// The suppositions of a question under a name, with the numbers that they led to.
  case makeScenario(String, Question, numbers: [String: String], generation: Int)
  case openScenario(Scenario, Question, generation: Int)
  /// The name that an export is offered under.
  case nameExport(generation: Int)

  /// Writes the view to a file, in the form that the end of its name says.
  case export(path: String, replacing: Bool, generation: Int)
  /// Looks for files whose names begin with a text.
  case completePath(String, generation: Int)
  // Both are worked out behind the screen.
  case findAnomalies(AnomalyQuestion)
  case brief(Question, generation: Int)
  /// Writes the weekly report; the ending of the name decides its form.
  case saveReport(path: String, replacing: Bool)

  /// The number or cell under the cursor, or the whole table, to the clipboard; the text comes from
  /// `Presenter.copyText`.
  case copy(wholeTable: Bool)
  case reload
  /// Shows the screen on which files are imported.
  case importFiles
  case quit(isInterrupted: Bool)
  case suspend
  case redraw
  case setMouse(Bool)
  case saveTheme(String)
}

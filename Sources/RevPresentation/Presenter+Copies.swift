import RevJournal
import RevMetrics
import RevModel

/// Copies of a presenter that work behind the screen.
extension Presenter {
  /// Takes over what a copy has worked out meanwhile; nothing of a copy that looked at other files.
  ///
  /// What depends on the journal is left where the journal has changed since.
  package mutating func adopt(_ copy: Presenter) {
    guard copy.analyst === analyst else { return }
    riskLists = Self.merged(copy.riskLists, riskLists, most: 3) { $0.question == $1.question }
    peeked = copy.peeked ?? peeked
    for (text, masked) in copy.maskedTexts { maskedTexts[text] = masked }
    guard copy.journalEdition == journalEdition else { return }
    callBooks = Self.merged(copy.callBooks, callBooks, most: 2) {
      $0.question == $1.question && $0.journalEdition == $1.journalEdition
    }
    tables = Self.merged(copy.tables, tables, most: 6) {
      $0.source == $1.source && $0.question == $1.question && $0.isLearnt == $1.isLearnt
    }
    inspectors = Self.merged(copy.inspectors, inspectors, most: 6) {
      $0.inspection == $1.inspection && $0.masksNames == $1.masksNames
        && $0.isLearnt == $1.isLearnt
    }
    actionSheets = Self.merged(copy.actionSheets, actionSheets, most: 2) {
      $0.question == $1.question
    }
  }

  /// Whether a copy would answer alike: it looked at the same files and the same journal.
  package func hasSameSources(as copy: Presenter) -> Bool {
    copy.analyst === analyst && copy.journalEdition == journalEdition
  }

  /// Takes over which model an answer waits for.
  package mutating func adoptWish(_ copy: Presenter) {
    if copy.analyst === analyst { wantedModel = copy.wantedModel }
  }

  /// The newer ones, then those of the older that they do not replace.
  private static func merged<Entry>(
    _ new: [Entry], _ old: [Entry], most: Int, _ isSame: (Entry, Entry) -> Bool
  ) -> [Entry] {
    let kept = old.filter { entry in !new.contains { isSame($0, entry) } }
    return Array((new + kept).prefix(most))
  }
}

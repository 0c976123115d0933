/// The screen without data: what a newcomer can do, and how exports become a snapshot.
///
/// It stands alone before there is a snapshot, and over the cockpit when files are imported from
/// there. Plain data, changed by `reduce` only.
package struct WelcomeState: Equatable, Sendable {
  package enum Page: Equatable, Sendable {
    /// What to do.
    case start
    case how
    /// Which files are imported, and into which folder.
    case files, folder
    /// Which snapshot folder is opened.
    case open
    /// Where the invented company is written, when none came with the program.
    case sample
    case working
    /// Something that files do not tell.
    case asked
    case done
  }

  package var size: ScreenSize
  package internal(set) var page: Page
  /// The chosen line of the page's list.
  package internal(set) var cursor = 0
  /// The first visible line of a text.
  package internal(set) var top = 0
  package internal(set) var line = LineEdit()
  /// What Tab has found for the typed path.
  package internal(set) var completions: [String] = []
  package internal(set) var files: [WelcomeFile] = []
  package internal(set) var folder: String
  /// Options that questions were answered with: `--dates dmy`.
  package internal(set) var answers: [String] = []
  package internal(set) var questions: [WelcomeQuestion] = []
  package internal(set) var progress: WelcomeProgress?
  /// What was done, line by line.
  package internal(set) var report: [String] = []
  package internal(set) var faults: [String] = []
  package internal(set) var isLeaving = false

  /// Whether an invented company came with the program.
  package let hasSample: Bool
  /// Whether a cockpit lies below, to which Esc goes back.
  package let isOverCockpit: Bool

  /// - Parameter folder: where imports go unless the person says otherwise.
  package init(
    size: ScreenSize, hasSample: Bool, isOverCockpit: Bool = false, folder: String = "my-company"
  ) {
    self.size = size
    self.hasSample = hasSample
    self.isOverCockpit = isOverCockpit
    self.folder = folder
    page = isOverCockpit ? .files : .start
  }

  /// Whether typed characters go to the line.
  package var isTyping: Bool {
    switch page {
    case .files, .folder, .open, .sample: true
    case .start, .how, .working, .asked, .done: false
    }
  }

  /// The question at hand.
  package var question: WelcomeQuestion? { questions.first }

  /// Lines of a text that the page shows at once.
  package var textLines: Int { max(1, min(size.rows, 44) - 8) }
}

/// A file to be imported.
package struct WelcomeFile: Hashable, Sendable {
  package var path: String
  package var bytes: Int

  package init(path: String, bytes: Int) {
    (self.path, self.bytes) = (path, bytes)
  }
}

/// Something that evidence cannot settle.
package struct WelcomeQuestion: Equatable, Sendable {
  package var text: String
  /// Options of the command line, each an answer.
  package var answers: [String]

  package init(text: String, answers: [String]) {
    (self.text, self.answers) = (text, answers)
  }
}

/// How far an import has come.
package struct WelcomeProgress: Equatable, Sendable {
  package var step: String
  package var rows: Int
  /// 0 to 1.
  package var share: Double
  package var seconds: Double

  package init(step: String, rows: Int, share: Double, seconds: Double) {
    (self.step, self.rows, self.share, self.seconds) = (step, rows, share, seconds)
  }
}

/// One thing that can be chosen on the first page.
package struct WelcomeChoice: Equatable, Sendable {
  package enum Kind: Equatable, Sendable { case sample, files, open, how, quit }
  package let kind: Kind
  package let key: Character
  package let title: String
  package let words: String
}

extension WelcomeState {
  package var choices: [WelcomeChoice] {
    [
      WelcomeChoice(
        kind: .sample, key: "s", title: "Open the sample company",
        words: "an invented one, to look around"),
      WelcomeChoice(
        kind: .files, key: "i", title: "Import files",
        words: "exports of Salesforce, HubSpot, Stripe ..."),
      WelcomeChoice(
        kind: .open, key: "o", title: "Open a snapshot folder", words: "one that has deals.csv"),
      WelcomeChoice(
        kind: .how, key: "h", title: "Read how", words: "what is read, and what is written"),
      WelcomeChoice(kind: .quit, key: "q", title: "Quit", words: ""),
    ]
  }

  /// The text of the page `how`, wrapped for 74 columns.
  package static let howText: [String] = [
    "1  Export from your systems: an opportunity report with its id from",
    "   Salesforce, the deals view of HubSpot or Pipedrive, subscriptions and",
    "   invoices from Stripe, QuickBooks or Xero, ad spend by day, all as CSV.",
    "   Encodings, separators, title lines and date orders are found out.",
    "",
    "2  Import them together. Each column's meaning is shown with its evidence;",
    "   what evidence cannot settle is asked, never guessed. Rows that are of",
    "   no use are listed with file, line and column.",
    "",
    "3  The result is a folder of plain CSV files that the cockpit opens, with",
    "   import.yaml beside them: how it was made, to be edited and used again.",
    "",
    "4  Next Monday import the new exports into the same folder: what changed",
    "   becomes history, so that movement, pushes and time travel work from the",
    "   second week on.",
    "",
    "Without this screen:   revtop import FILES --into FOLDER",
    "Nothing leaves this computer. Nothing is written until you import.",
  ]
}

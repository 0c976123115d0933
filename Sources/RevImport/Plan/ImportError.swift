package import RevBase

/// Something that evidence cannot settle, and the option that answers it.
package struct ImportQuestion: Sendable, Equatable {
  /// Name of the file.
  package var file: String
  /// `is 03/04/2026 in 'Close Date' the 3rd of April or the 4th of March?`
  package var question: String
  /// The options that answer it: `--dates dmy`, `--dates mdy`.
  package var answers: [String]

  /// The options as a person reads them.
  package var answer: String { answers.joined(separator: " or ") }

  package init(file: String, question: String, answers: [String]) {
    (self.file, self.question, self.answers) = (file, question, answers)
  }
}

/// Why nothing was imported.
package enum ImportError: Error, Equatable, Sendable {
  case noFiles
  case cannotRead(path: String, reason: String)
  /// The bytes are no text of a table.
  case notText(path: String, reason: String, remedy: String)
  case noHeader(path: String)
  case notRecognised(path: String, columns: [String], system: ImportSystem?)
  case missingColumn(path: String, shape: String, column: String, names: [String])
  /// The rows of an export are no answer to what is asked of it.
  case unusable(path: String, reason: String, remedy: String)
  case questions([ImportQuestion])
  case olderExport(path: String, day: Day, newest: Day)
  case folderNotOurs(path: String)
  case mapping(path: String, line: Int, column: Int, problem: String, remedy: String)
  case cannotWrite(path: String, reason: String)
  case cancelled
}

extension ImportError: CustomStringConvertible {
  /// What is wrong, where, and what to do; one line for each question.
  package var description: String {
    switch self {
    case .noFiles: "no files to import; name one or more exports"
    case .cannotRead(let path, let reason):
      "\(path): cannot be read: \(reason). Check the name and the rights."
    case .notText(let path, let reason, let remedy): "\(path): \(reason). \(remedy)"
    case .noHeader(let path):
      "\(path): no line looks like a header. The first line of the table has to name the columns."
    case .notRecognised(let path, let columns, let system):
      "\(path): \(Self.unknown(system)) with the columns \(CellText.list(columns)). "
        + "Say what it is with --from, or name its columns in a mapping file (--mapping FILE)."
    case .missingColumn(let path, let shape, let column, let names):
      "\(path): \(shape) without the column '\(CellText.shown(column))'. Add "
        + (names.count > 1 ? "one of \(CellText.list(names))" : "it")
        + " to the export, or name the column in a mapping file (--mapping FILE)."
    case .unusable(let path, let reason, let remedy): "\(path): \(reason). \(remedy)"
    case .questions(let questions):
      questions.map { "\($0.file): \($0.question) Answer with \($0.answer)." }
        .joined(separator: "\n")
    case .olderExport(let path, let day, let newest):
      "\(path): exported on \(day), but the folder already holds the export of \(newest). "
        + "Import exports in the order of their days, or say the day with --as-of."
    case .folderNotOurs(let path):
      "\(path): holds a snapshot that was not imported. Choose another folder, or --force to "
        + "import into this one."
    case .mapping(let path, let line, let column, let problem, let remedy):
      "\(path):\(line):\(column): \(problem). \(remedy)"
    case .cannotWrite(let path, let reason):
      "\(path): cannot be written: \(reason). Nothing was changed."
    case .cancelled: "stopped; nothing was changed"
    }
  }

  private static func unknown(_ system: ImportSystem?) -> String {
    system.map { "no known export of \($0.title)" } ?? "no known export"
  }

  /// The file that it is about, as it was named; nil when it is about no single one.
  package var path: String? {
    switch self {
    case .cannotRead(let path, _), .notText(let path, _, _), .noHeader(let path),
      .notRecognised(let path, _, _), .missingColumn(let path, _, _, _), .unusable(let path, _, _),
      .olderExport(let path, _, _), .folderNotOurs(let path), .mapping(let path, _, _, _, _),
      .cannotWrite(let path, _):
      path
    case .noFiles, .questions, .cancelled: nil
    }
  }

  /// Whether other files can be imported without the one that it is about.
  var isAboutOneFile: Bool {
    switch self {
    case .notText, .noHeader, .notRecognised: true
    default: false
    }
  }

  /// The same error for a file whose path was not known where it was met.
  func at(_ path: String) -> ImportError {
    if case .cannotRead("", let reason) = self { return .cannotRead(path: path, reason: reason) }
    return self
  }
}

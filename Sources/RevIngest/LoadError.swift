import RevModel

/// Why a folder cannot be loaded at all: one line that says where, what, and what to do.
package enum LoadError: Error, Equatable, Sendable {
  case folderMissing(path: String)
  case notAFolder(path: String)
  case dealsMissing(folder: String)
  case unreadable(path: String, reason: String)
  case notAFile(path: String)
  /// UTF-16, or a NUL in the first 64 KiB.
  case notCSV(path: String, reason: String)
  case empty(path: String)
  case headerQuotes(path: String)
  case headerNotUTF8(path: String)
  case columnMissing(path: String, line: Int, column: String, found: [String])
  /// Something in the manifest that is not what its key asks for.
  case manifest(path: String, line: Int, column: Int, problem: String, remedy: String)
  case tooManyStages(path: String, count: Int)
  case stageTableTooLarge(path: String, stages: Int, pipelines: Int)
  case tooManyStageRows(path: String, count: Int)
  case tooMuchText(path: String, column: String)
  case tooManyRows(path: String)
  case noAsOf(folder: String)
}

extension LoadError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .folderMissing(let path):
      "\(path.visible): no such folder; name the folder that holds deals.csv"
    case .notAFolder(let path):
      "\(path.visible): not a folder; name the folder that holds deals.csv, not a file in it"
    case .dealsMissing(let folder):
      "\(folder.visible): no deals.csv in it; name a snapshot folder, or make one with revtop "
        + "import or revtop sample"
    case .unreadable(let path, let reason):
      "\(path.visible): cannot be read: \(reason); check that the file is yours to read"
    case .notAFile(let path):
      "\(path.visible): not a plain file; put a CSV file in its place or take it away"
    case .notCSV(let path, let reason):
      "\(path.visible): this is no CSV text: \(reason); export it again as CSV in UTF-8"
    case .empty(let path):
      "\(path.visible): the file is empty; its first line must name the columns"
    case .headerQuotes(let path):
      "\(path.visible):1: a quote in the header is not closed; close it or take it away"
    case .headerNotUTF8(let path):
      "\(path.visible):1: the header is not UTF-8; export the file again in UTF-8"
    case .columnMissing(let path, let line, let column, let found):
      "\(path.visible):\(line): the required column '\(column)' is missing; the header has "
        + "\(Self.list(found)); \(Self.remedy(found))"
    case .manifest(let path, let line, let column, let problem, let remedy):
      "\(path.visible):\(line):\(column): \(problem); \(remedy)"
    case .tooManyStages(let path, let count):
      "\(path.visible): \(count) different stages, more than the 65000 that fit; is 'stage' the "
        + "right column?"
    case .stageTableTooLarge(let path, let stages, let pipelines):
      "\(path.visible): \(stages) different stages in \(pipelines) pipelines are too many to keep; "
        + "are 'stage' and 'pipeline' the right columns?"
    case .tooManyStageRows(let path, let count):
      "\(path.visible): \(count) stages, more than the 30000 that fit; is 'stage' the right column?"
    case .tooMuchText(let path, let column):
      "\(path.visible): the texts of column '\(column)' exceed 4 GiB; leave that column out"
    case .tooManyRows(let path):
      "\(path.visible): more than two billion rows; split the company or leave old rows out"
    case .noAsOf(let folder):
      "\(folder.visible): no date in it tells which day it shows; write as_of: YYYY-MM-DD in "
        + "revtop.yaml"
    }
  }

  private static func remedy(_ found: [String]) -> String {
    if found.count == 1, found[0].contains(where: { ";\t|".contains($0) }) {
      return "separate its cells by commas"
    }
    return "rename a column or export it too"
  }

  private static func list(_ found: [String]) -> String {
    let shown = found.prefix(40).map { "'\(Shown.cut($0))'" }.joined(separator: ", ")
    return found.count > 40 ? "\(shown) and \(found.count - 40) more" : shown
  }
}

/// Why the journal cannot be read or written.
package enum JournalError: Error, Sendable, Equatable {
  case cannotOpen(path: String, why: String)
  /// Written by a later version of the program.
  case newerSchema(path: String)
  case damaged(path: String, why: String)
  case readOnly(path: String)
  case diskFull(path: String)
  /// Another program held the journal for too long.
  case busy(path: String)
  case unknownEntry(id: String)
  /// A line of an export that is no entry.
  case badExport(line: Int, why: String)
  case failed(path: String, why: String)
}

extension JournalError {
  /// Whether only writing is in the way.
  var leavesReading: Bool {
    switch self {
    case .readOnly, .diskFull, .busy, .cannotOpen: true
    case .newerSchema, .damaged, .unknownEntry, .badExport, .failed: false
    }
  }
}

extension JournalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cannotOpen(let path, let why):
      "\(path): the journal cannot be opened: \(why). Notes and actions are off until it can."
    case .newerSchema(let path):
      "\(path): written by a later revtop. Update this one, or move the file away; "
        + "until then the journal is not touched."
    case .damaged(let path, let why):
      "\(path): this is no journal, or it is damaged: \(why). Move it away to start a new one."
    case .readOnly(let path):
      "\(path): cannot be written; what is in it can be read. Check the rights of file and folder."
    case .diskFull(let path):
      "\(path): the disk is full; nothing was written. Free some space and try again."
    case .busy(let path):
      "\(path): another program is writing; nothing was written. Try again."
    case .unknownEntry(let id):
      "the journal has no entry '\(id)'; `revtop journal list` shows them."
    case .badExport(let line, let why):
      "line \(line): \(why); nothing was imported."
    case .failed(let path, let why):
      "\(path): \(why); nothing was written."
    }
  }
}

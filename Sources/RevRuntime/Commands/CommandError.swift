/// Why a command cannot be carried out, in one line for a person.
package struct CommandError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of trouble it is: decides the exit status.
  package enum Kind: Int32, Sendable {
    case badData = 1
    case badUsage = 2
    case assertionFalse = 3
    /// Stopped by the person, as a shell reports Ctrl-C.
    case interrupted = 130
  }

  package let kind: Kind
  /// What, where, and what to do.
  package let description: String

  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

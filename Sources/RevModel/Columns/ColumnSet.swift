/// The columns that a file really has: what is missing is unknown, not blank.
package struct ColumnSet: Sendable, Equatable {
  package var names: Set<String>

  package init(_ names: Set<String> = []) { self.names = names }

  package func has(_ name: String) -> Bool { names.contains(name) }
}

package import RevBase

/// A table that leaves the program: exact values for machines, and the same in words for people.
package struct ExportSheet: Equatable, Sendable {
  package struct Value: Equatable, Sendable {
    package var json: JSON
    package var shown: String

    package init(_ json: JSON, _ shown: String) {
      self.json = json
      self.shown = shown
    }

    package init(_ text: String) { self.init(.string(text), text) }

    package static let none = Value(.null, "")

    /// The exact value as plain text: no grouping, no unit.
    package var plain: String {
      switch json {
      case .null: ""
      case .bool(let isOn): isOn ? "true" : "false"
      case .number(let text), .string(let text): text
      case .array, .object: json.text(depth: 0)
      }
    }
  }

  package struct Column: Equatable, Sendable {
    package var title: String
    package var isNumeric: Bool

    package init(_ title: String, isNumeric: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
    }
  }

  package var title: String
  package var columns: [Column]
  package var rows: [[Value]]
  /// The totals row, in words; nil without one.
  package var totals: [String]?

  package init(
    _ title: String, columns: [Column], rows: [[Value]], totals: [String]? = nil
  ) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.totals = totals
  }
}

extension ExportSheet.Value {
  init(_ value: TableValue) {
    switch value {
    case .text(let text), .name(let text): self.init(.string(text), text)
    case .money, .count, .days: self.init(.number(value.plain), value.text)
    case .day, .moment: self.init(.string(value.plain), value.text)
    case .share(let share), .chance(let share): self.init(.real(share), value.text)
    case .none: self = .none
    }
  }

  /// A member of a document as a cell.
  init(member json: JSON) {
    switch json {
    case .null: self = .none
    default:
      self.init(json, "")
      shown = plain
    }
  }
}

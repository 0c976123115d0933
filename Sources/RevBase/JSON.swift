/// A JSON value whose keys keep their order and whose numbers keep their digits.
package enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  /// The text of a number, already in JSON's own form.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One key with its value.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSON
    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  package static func int(_ value: Int) -> JSON { .number("\(value)") }
  package static func int(_ value: Int?) -> JSON { value.map { .int($0) } ?? .null }
  package static func strings(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }
  package static func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
  package static func day(_ value: Day?) -> JSON { value.map { .string("\($0)") } ?? .null }

  /// An object from keys and values in order.
  package static func members(_ pairs: [(String, JSON)]) -> JSON {
    .object(pairs.map { Member($0.0, $0.1) })
  }

  /// A decimal with at most two fraction digits.
  package static func money(_ value: Money?) -> JSON { value.map { .number("\($0)") } ?? .null }

  /// The shortest text that gives the same double; null for what is no number.
  package static func real(_ value: Double?) -> JSON {
    guard let value, value.isFinite else { return .null }
    if value == 0 { return .number("0") }
    let text = "\(value)"
    return .number(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral
{
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .members(elements)
  }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(stringLiteral value: String) { self = .string(value) }
}

/// The person that a typed name means.
package enum PersonMatch {
  package struct Fault: Error, Equatable, Sendable {
    package var words: String

    package init(words: String) { self.words = words }
  }

  /// Id of the person; an exact id or name counts before a part of one.
  package static func find(_ text: String, _ people: [PersonName]) -> Result<String, Fault> {
    if text.isEmpty { return .success("") }
    if let exact = people.first(where: { $0.id == text || $0.name == text }) {
      return .success(exact.id)
    }
    let matching = people.filter {
      TextMatch.contains($0.name, text) || TextMatch.contains($0.id, text)
    }
    if matching.count == 1 { return .success(matching[0].id) }
    if matching.isEmpty { return .failure(Fault(words: "nobody is called '\(text)'")) }
    let names = matching.prefix(3).map(\.name).joined(separator: ", ")
    let more = matching.count > 3 ? " ..." : ""
    return .failure(Fault(words: "\(matching.count) people match '\(text)': \(names)\(more)"))
  }
}

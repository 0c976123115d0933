import RevBase

/// revtop.yaml as an import writes it, and as it changes the folder's own.
enum ManifestText {
  /// A new manifest.
  static func new(
    name: String, asOf: Day, currency: String, rates: [String: String], timeZone: String?
  ) -> String {
    var text = "name: \(MappingWriter.scalar(name))\nas_of: \(asOf)\ncurrency: \(currency)\n"
    if let timeZone { text += "time_zone: \(timeZone)\n" }
    if !rates.isEmpty {
      let list = rates.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      text += "exchange_rates: {\(list.joined(separator: ", "))}\n"
    }
    return text
  }

  /// The folder's manifest with another last day; everything else stays as people wrote it.
  static func updated(_ text: String, asOf: Day) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let place = lines.firstIndex(where: { $0.hasPrefix("as_of:") }) {
      let comment = lines[place].firstRange(of: " #").map { String(lines[place][$0.lowerBound...]) }
      lines[place] = "as_of: \(asOf)" + (comment ?? "")
    } else {
      lines.insert("as_of: \(asOf)", at: 0)
    }
    return lines.joined(separator: "\n")
  }

  /// What a line of the manifest says; nil when there is no such line.
  static func value(_ key: String, in text: String) -> String? {
    for line in text.split(separator: "\n") where line.hasPrefix("\(key):") {
      var value = line.dropFirst(key.count + 1)
      if let comment = value.firstRange(of: " #") { value = value[..<comment.lowerBound] }
      let trimmed = value.drop { $0 == " " }
      let end = trimmed.lastIndex { $0 != " " && $0 != "\r" }
      return end.map { String(trimmed[...$0]) }
    }
    return nil
  }
}

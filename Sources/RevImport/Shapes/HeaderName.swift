/// Compares the names of columns as people and programs write them.
enum HeaderName {
  /// Letters and digits in lower case: `Close Date`, `close_date` and `CloseDate*` are the same.
  static func normal(_ name: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in name.lowercased().unicodeScalars
    where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      result.append(scalar)
    }
    return String(result)
  }
}

/// The header of one file.
struct HeaderIndex: Sendable, Equatable {
  /// As written, trimmed.
  let names: [String]
  /// In the form in which they are compared.
  let normal: [String]
  private let places: [String: Int]

  init(_ names: [String]) {
    self.names = names
    normal = names.map { HeaderName.normal($0) }
    var places: [String: Int] = [:]
    for (place, name) in normal.enumerated() where !name.isEmpty && places[name] == nil {
      places[name] = place
    }
    // Warehouses prefix HubSpot's properties; both forms are found.
    for (place, name) in normal.enumerated() where name.hasPrefix("property") {
      let bare = String(name.dropFirst(8))
      if !bare.isEmpty, places[bare] == nil { places[bare] = place }
    }
    self.places = places
  }

  /// The place of the first column with a name in its normal form; `*` at its end stands for any
  /// further letters.
  func place(_ normalName: some StringProtocol) -> Int? {
    if normalName.hasSuffix("*") {
      let prefix = normalName.dropLast()
      return normal.firstIndex { $0.hasPrefix(prefix) }
    }
    return places[String(normalName)]
  }

  /// The place of a column by the name that the file itself has.
  func place(named name: String) -> Int? {
    names.firstIndex(of: name) ?? place(HeaderName.normal(name))
  }
}

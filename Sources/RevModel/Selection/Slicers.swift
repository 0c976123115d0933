package import OrderedCollections

/// The dimensions by which a person slices the numbers.
package enum Dimension: Sendable, Hashable {
  case segment, region, owner, team, product, source, type
  /// A further column of deals.csv, which the manifest names under `slicers`.
  case column(String)

  /// Those that every snapshot has.
  package static let allCases: [Dimension] = [
    .segment, .region, .owner, .team, .product, .source, .type,
  ]

  /// The dimension of a word; any other word is the name of a column.
  package init(_ word: String) {
    self = Self.allCases.first { $0.rawValue == word } ?? .column(word)
  }

  /// The word for it in JSON and on the command line.
  package var rawValue: String {
    switch self {
    case .segment: "segment"
    case .region: "region"
    case .owner: "owner"
    case .team: "team"
    case .product: "product"
    case .source: "source"
    case .type: "type"
    case .column(let name): name
    }
  }
}

/// The slicers in force: any of the values of one dimension, all of the dimensions.
///
/// Values are exact texts, ids for owners; `(none)` stands for blank or not in its table.
package struct Slicers: Hashable, Sendable {
  /// In the order in which the dimensions were first named; no dimension has an empty list.
  package private(set) var values: OrderedDictionary<Dimension, [String]> = [:]

  /// The value of rows whose cell is blank or names something that its table lacks.
  package static let none = "(none)"

  package init() {}

  package var isEmpty: Bool { values.isEmpty }

  /// Dimensions with their values, in the order in which they were first named.
  package var pairs: [(dimension: Dimension, values: [String])] {
    values.map { ($0.key, $0.value) }
  }

  /// The values of one dimension; nil when it is not sliced.
  package subscript(dimension: Dimension) -> [String]? {
    get { values[dimension] }
    set {
      if let newValue, !newValue.isEmpty {
        values[dimension] = newValue
      } else {
        values[dimension] = nil
      }
    }
  }

  /// The same slicers with one dimension narrowed to one value.
  package func narrowed(_ dimension: Dimension, to value: String) -> Slicers {
    var copy = self
    copy[dimension] = [value]
    return copy
  }
}

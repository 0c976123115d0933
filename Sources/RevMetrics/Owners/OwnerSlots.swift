import RevModel

/// Owners as the slicer sees them: each person of people.csv, and `(none)` for all the rest.
///
/// Without people.csv every id is a person, and only blank is `(none)`. Slot 0 is `(none)`, slot
/// n + 1 the person with code n.
struct OwnerSlots: Sendable {
  /// By person code + 1.
  private let slots: [Int32]

  init(_ people: PeopleTable) {
    slots =
      [0]
      + (0..<people.count).map { people.isLoaded && $0 >= people.knownCount ? 0 : Int32($0) + 1 }
  }

  var count: Int { slots.count }

  /// The slot of a code into people, −1 for blank.
  subscript(code: Int32) -> Int { Int(slots[Int(code) + 1]) }

  /// Slots by person code + 1, for loops over deals.
  var byCode: [Int32] { slots }

  /// By person code + 1: 1 for whoever belongs to a slot.
  func mask(of slot: Int) -> [UInt8] { slots.map { $0 == slot ? 1 : 0 } }
}

import Dispatch
import Synchronization

/// The slots of an `IdIndex`: where the code of an id with a given hash stands.
///
/// A table of open addresses. The upper bits of a hash tell where an id belongs, and which part of
/// the table holds it: looking on for an empty slot stays in that part, so that threads may fill
/// different parts at the same time.
struct IdSlots: Sendable {
  private var slots: [UInt64]
  /// How far a hash is shifted to be a place.
  private let shift: UInt32
  /// Slots of a part, less one.
  private let partMask: Int

  /// Parts of a table that is large enough for each to be about as full as the others: with
  /// thousands of slots a part chance does not fill one.
  private static func parts(of size: Int) -> Int { size < 1 << 16 ? 1 : 16 }

  /// Empty slots for so many ids.
  init(for count: Int) {
    self.init(size: Self.size(for: count)) { LargeMemory.filled(0, count: $0) }
  }

  private init(size: Int, _ make: (Int) -> [UInt64]) {
    slots = make(size)
    shift = UInt32(32 - size.trailingZeroBitCount)
    partMask = size / Self.parts(of: size) - 1
  }

  /// A power of two of which less than five eighths are needed.
  private static func size(for count: Int) -> Int {
    var size = 256
    while size * 5 <= count * 8 { size *= 2 }
    return size
  }

  /// Whether so many ids need more slots.
  func isFull(at count: Int) -> Bool { count * 8 >= slots.count * 5 }

  @inline(__always)
  subscript(place: Int) -> UInt64 { slots[place] }

  /// Where looking for a hash begins.
  @inline(__always)
  func home(_ hash: UInt32) -> Int { Int(hash &>> shift) }

  /// Where it goes on.
  @inline(__always)
  func next(_ place: Int) -> Int { Self.next(place, partMask) }

  @inline(__always)
  private static func next(_ place: Int, _ mask: Int) -> Int {
    (place & ~mask) | ((place &+ 1) & mask)
  }

  @inline(__always)
  static func holds(_ slot: UInt64, _ hash: UInt32) -> Bool {
    UInt32(truncatingIfNeeded: slot &>> 32) == hash && slot & 0xFFFF_FFFF != 0
  }

  /// The code in a slot; −1 for an empty one.
  @inline(__always)
  static func code(_ slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) &- 1 }

  @inline(__always)
  private static func slot(_ hash: UInt32, _ code: Int) -> UInt64 {
    UInt64(hash) &<< 32 | UInt64(truncatingIfNeeded: code &+ 1)
  }

  /// Notes an id that is not there yet.
  ///
  /// - Precondition: the slots are not full.
  mutating func put(_ hash: UInt32, code: Int) {
    var place = home(hash)
    while slots[place] != 0 { place = next(place) }
    put(hash, code: code, at: place)
  }

  /// The same at a place that is known to be empty and where the id belongs.
  @inline(__always)
  mutating func put(_ hash: UInt32, code: Int, at place: Int) {
    slots[place] = Self.slot(hash, code)
  }
}

extension IdSlots {
  /// The slots of many ids, filled by several threads; nil when an id is there twice.
  ///
  /// - Parameters:
  ///   - hashes: of each id, by code.
  ///   - texts: the ids.
  init?(_ hashes: [UInt32], of texts: TextArena, workers: Int) {
    let size = Self.size(for: hashes.count)
    let parts = Self.parts(of: size)
    let workers = max(1, min(workers, parts))
    let repeats = Atomic(false)
    let (shift, mask) = (UInt32(32 - size.trailingZeroBitCount), size / parts - 1)
    self.init(size: size) { count in
      unsafe LargeMemory.array(count: count) { memory in
        nonisolated(unsafe) let slots = unsafe memory
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
          let first = parts * worker / workers * (mask + 1)
          let last = parts * (worker + 1) / workers * (mask + 1)
          let own = unsafe slots.extracting(first..<last)
          unsafe own.initialize(repeating: 0)
          for (code, hash) in hashes.enumerated() {
            // A part is never left, and the place is below the size: no look goes beyond `own`.
            var place = Int(hash &>> shift)
            guard place >= first, place < last else { continue }
            while true {
              let known = unsafe own[place - first]
              if known == 0 { break }
              if Self.holds(known, hash), texts.equals(Self.code(known), code) {
                repeats.store(true, ordering: .relaxed)
                return
              }
              place = Self.next(place, mask)
            }
            unsafe own[place - first] = Self.slot(hash, code)
          }
        }
      }
    }
    if repeats.load(ordering: .relaxed) { return nil }
  }
}

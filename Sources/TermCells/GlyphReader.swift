/// Reads text as the clusters that may be drawn: the gate between data and the screen.
///
/// The rules are those of `DisplayText`. It works on scalars with tables of its own, so that neither
/// the locale nor the Unicode version of the standard library changes a frame.
struct GlyphReader: IteratorProtocol {
  private var rest: String.UnicodeScalarView.Iterator
  private var next1: UInt32?
  private var next2: UInt32?
  private let isASCII: Bool

  init(_ text: String, isASCII: Bool) {
    rest = text.unicodeScalars.makeIterator()
    self.isASCII = isASCII
    next1 = rest.next()?.value
    next2 = rest.next()?.value
  }

  private mutating func advance() {
    next1 = next2
    next2 = rest.next()?.value
  }

  mutating func next() -> Glyph? {
    guard let glyph = readCluster() else { return nil }
    return isASCII ? glyph.inASCII : glyph
  }

  private mutating func readCluster() -> Glyph? {
    guard let scalar = next1 else { return nil }
    advance()
    switch scalar {
    case 0x0D:
      if next1 == 0x0A { advance() }
      return .space
    case 0x09, 0x0A:
      return .space
    case 0x1F1E6...0x1F1FF:
      // A flag is two of them.
      if let second = next1, (0x1F1E6...0x1F1FF).contains(second) { advance() }
      return replacement()
    default: break
    }
    switch ScalarKind(scalar) {
    case .narrow: return cluster(base: scalar, width: 1)
    case .wide: return cluster(base: scalar, width: 2)
    case .space: return cluster(base: 0x20, width: 1)
    case .hidden: return .replacement
    case .mark, .unknown: return replacement()
    }
  }

  /// A replacement that takes the marks which follow it along.
  private mutating func replacement() -> Glyph {
    while let mark = next1, ScalarKind(mark) == .mark { advance() }
    return .replacement
  }

  private mutating func cluster(base: UInt32, width: Int) -> Glyph {
    var cluster = Cluster(base: base)
    // The common case: nothing below U+0300 combines.
    if let following = next1, following < 0x300 { return Glyph(cluster: cluster, width: width) }
    let joins = base.isPictographic
    var isUnstable = false
    while let scalar = next1 {
      switch scalar {
      case 0xFE0F where base >= 0x80 || (base.isKeycapBase && next2 == 0x20E3):
        isUnstable = true
      case 0x20E3 where base.isKeycapBase:
        isUnstable = true
      case 0x200D where joins:
        isUnstable = true
        if let joined = next2, joined.isPictographic { advance() }
      case 0x1F3FB...0x1F3FF where joins, 0xE0020...0xE007F where joins:
        isUnstable = true
      default:
        guard ScalarKind(scalar) == .mark else {
          return isUnstable ? .replacement : Glyph(cluster: cluster, width: width)
        }
        cluster.append(mark: scalar)
      }
      advance()
    }
    return isUnstable ? .replacement : Glyph(cluster: cluster, width: width)
  }
}

/// A cluster that has passed the gate, with the columns it takes.
struct Glyph: Equatable, Sendable {
  let cluster: Cluster
  let width: Int

  static let replacement = Glyph(cluster: Cluster(base: 0xFFFD), width: 1)
  static let space = Glyph(cluster: Cluster(base: 0x20), width: 1)

  /// The same for a screen that can show nothing but ASCII.
  var inASCII: Glyph {
    if cluster.marks == .zero {
      if cluster.base < 0x80 { return self }
      if let twin = ASCIITwin.of(cluster.base) {
        return Glyph(cluster: Cluster(base: twin), width: 1)
      }
    }
    return Glyph(cluster: Cluster(base: 0x3F), width: 1)
  }
}

extension UInt32 {
  /// Digits, `#` and `*`, which keycap emoji are made of.
  fileprivate var isKeycapBase: Bool {
    (0x30...0x39).contains(self) || self == 0x23 || self == 0x2A
  }
}

/// One character position of a surface: 16 bytes without references, so that frames compare fast.
package struct Cell: Equatable, Sendable {
  /// A Unicode scalar, or with bit 31 an index into the surface's clusters; 0 in the right half of a
  /// wide character.
  package var glyph: UInt32
  package var foreground: Color
  package var background: Color
  package var role: Role
  package var attributes: Attributes
  /// Columns taken: 1, 2, or 0 in the right half of a wide character.
  package var width: UInt8

  package init(glyph: UInt32, width: UInt8, style: Style) {
    self.glyph = glyph
    self.width = width
    foreground = style.foreground
    background = style.background
    role = style.role
    attributes = style.attributes
  }

  /// A space in ordinary text.
  package static let blank = Cell(glyph: 0x20, width: 1, style: .text)

  /// How the cell is to look.
  package var style: Style {
    get { Style(role, attributes, foreground: foreground, background: background) }
    set {
      role = newValue.role
      attributes = newValue.attributes
      foreground = newValue.foreground
      background = newValue.background
    }
  }

  static let clusterBit: UInt32 = 0x8000_0000

  /// The index into the surface's clusters, when the glyph is more than one scalar.
  var clusterIndex: Int? {
    glyph & Self.clusterBit == 0 ? nil : Int(glyph & ~Self.clusterBit)
  }
}

/// A spacing character and the marks that combine with it, at most four; unused marks are 0.
///
/// Five scalars are what one cell of ncurses can hold.
package struct Cluster: Hashable, Sendable {
  package var base: UInt32
  package var marks: SIMD4<UInt32>

  package init(base: UInt32, marks: SIMD4<UInt32> = .zero) {
    self.base = base
    self.marks = marks
  }

  /// The scalars that are to be sent, base first.
  package var scalars: [UInt32] {
    var list = [base]
    for index in 0..<4 where marks[index] != 0 { list.append(marks[index]) }
    return list
  }

  mutating func append(mark: UInt32) {
    for index in 0..<4 where marks[index] == 0 {
      marks[index] = mark
      return
    }
  }
}

import RevPresentation

/// Amounts as bars from zero, one a row, with their numbers beside them.
struct BarsPicture {
  struct Row {
    var label: String
    var value: Double
    var words: String
    var isMarked = false
  }

  let title: String
  let rows: [Row]

  private static let width = 350.0
  private static let left = 92.0
  private static let right = 96.0
  private static let step = 22.0

  var svg: [String] {
    guard let top = rows.map(\.value).max(), top > 0 else { return [] }
    var canvas = SVGCanvas(width: Self.width, height: 6 + Double(rows.count) * Self.step)
    let scale = SVGScale(to: top, start: Self.left, length: Self.width - Self.left - Self.right)
    for (index, row) in rows.enumerated() {
      let y = 4 + Double(index) * Self.step
      canvas.text(Self.cut(row.label), Self.left - 8, y + 13, "t", .end)
      if row.value > 0 {
        canvas.rect(
          Self.left, y + 2, scale.place(row.value) - Self.left, Self.step - 8,
          row.isMarked ? "down" : "c2")
      } else {
        canvas.line(Self.left, y + 8, Self.left + 5, y + 8, "zero")
      }
      canvas.text(row.words, scale.place(row.value) + 6, y + 13, "v")
    }
    return canvas.document(
      title + ": " + rows.map { "\($0.label) \($0.words)" }.joined(separator: ", "))
  }

  private static func cut(_ label: String) -> String {
    label.count > 14 ? label.prefix(13) + "…" : label
  }
}

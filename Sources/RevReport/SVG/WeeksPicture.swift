import RevBase
import RevMetrics
import RevPresentation

/// Pipeline created per week as columns, the last one marked, with the mean of the weeks before.
struct WeeksPicture {
  let weeks: [CreatedWeek]

  private static let width = 350.0
  private static let height = 150.0

  var svg: [String] {
    let weeks = weeks.suffix(13)
    let amounts = weeks.map(\.tally.amount.units)
    guard let top = amounts.max(), top > 0, let last = weeks.last else { return [] }
    let foot = Self.height - 22
    var canvas = SVGCanvas(width: Self.width, height: Self.height)
    let up = SVGScale(to: top, start: 0, length: foot - 24)
    let step = (Self.width - 8) / Double(weeks.count)
    for (index, amount) in amounts.enumerated() {
      let x = 4 + Double(index) * step
      let height = up.place(amount)
      let isLast = index == amounts.count - 1
      if amount > 0 {
        canvas.rect(x + 2, foot - height, step - 4, height, isLast ? "c1" : "c3")
      } else {
        canvas.line(x + 3, foot - 1, x + step - 3, foot - 1, "zero")
      }
    }
    canvas.line(4, foot, Self.width - 4, foot, "axis")
    let before = amounts.dropLast()
    if !before.isEmpty {
      let mean = before.reduce(0, +) / Double(before.count)
      let y = foot - up.place(mean)
      canvas.line(4, y, Self.width - 4, y, "goal")
      canvas.text("mean \(Format.compact(units: mean))", 6, y - 4, "g")
    }
    let words = Format.compact(last.tally.amount)
    canvas.text(
      words, Self.width - 4, min(foot - 6, foot - up.place(last.tally.amount.units) - 5), "v", .end)
    if let first = weeks.first { canvas.text("\(first.week)", 4, foot + 15, "s") }
    canvas.text("\(last.week)", Self.width - 4, foot + 15, "s", .end)
    return canvas.document(
      "Created per week: "
        + weeks.map { Format.compact($0.tally.amount) }.joined(separator: ", "))
  }
}

import RevPresentation

/// Won, commit and best case as bars, the range of the landing below them, and the quota as a line
/// through all, on one ruler.
struct LandingPicture {
  let range: WeeklyReport.Range

  private static let left = 96.0
  private static let right = 84.0
  private static let width = 720.0
  private static let step = 30.0

  var svg: [String] {
    let bars: [(String, Double?, String)] = [
      ("Won", range.won, "c1"), ("+ Commit", range.commit, "c2"),
      ("+ Best case", range.bestCase, "c3"),
      ("Call", range.call, "c4"),
    ]
    let shown = bars.compactMap { label, value, style in value.map { (label, $0, style) } }
    let values = shown.map(\.1) + [range.quota, range.p90].compactMap { $0 }
    guard let top = values.max(), top > 0 else { return [] }
    let hasRange = range.p10 != nil && range.p50 != nil && range.p90 != nil
    let rows = Double(shown.count) + (hasRange ? 1.2 : 0)
    let foot = 22 + rows * Self.step
    var canvas = SVGCanvas(width: Self.width, height: foot + 24)
    let scale = SVGScale(
      to: top * 1.04, start: Self.left, length: Self.width - Self.left - Self.right)
    for tick in scale.ticks(6) {
      let x = scale.place(tick)
      canvas.line(x, 18, x, foot, "grid")
      canvas.text(Format.compact(units: tick), x, foot + 16, "s", .middle)
    }
    // Bars first, the quota over them, words on top of all.
    let top0 = 22.0
    for (index, bar) in shown.enumerated() {
      let y = top0 + Double(index) * Self.step
      canvas.rect(Self.left, y + 2, scale.place(bar.1) - Self.left, Self.step - 12, bar.2)
    }
    let below = top0 + (Double(shown.count) + 0.2) * Self.step
    if let p10 = range.p10, let p90 = range.p90, hasRange {
      let width = scale.place(p90) - scale.place(p10)
      canvas.rect(scale.place(p10), below + 2, width, 18, "band", radius: 9)
    }
    if let quota = range.quota {
      let x = scale.place(quota)
      canvas.line(x, 16, x, foot, "goal")
      canvas.text("Quota \(Format.compact(units: quota))", x, 11, "g", x > 560 ? .end : .middle)
    }
    for (index, bar) in shown.enumerated() {
      let y = top0 + Double(index) * Self.step
      canvas.text(bar.0, Self.left - 10, y + 15, "t", .end)
      canvas.text(Format.compact(units: bar.1), scale.place(bar.1) + 7, y + 15, "v")
    }
    if let p10 = range.p10, let p50 = range.p50, let p90 = range.p90 {
      canvas.text("Range", Self.left - 10, below + 15, "t", .end)
      canvas.text(Format.compact(units: p90), scale.place(p90) + 7, below + 15, "s")
      canvas.text(Format.compact(units: p10), scale.place(p10) - 7, below + 15, "s", .end)
      canvas.line(scale.place(p50), below - 1, scale.place(p50), below + 23, "mid")
      canvas.text(Format.compact(units: p50), scale.place(p50) + 6, below + 15, "on")
    }
    return canvas.document(words(shown.map { ($0.0, $0.1) }))
  }

  private func words(_ bars: [(String, Double)]) -> String {
    var parts = bars.map { "\($0.0) \(Format.compact(units: $0.1))" }
    if let p10 = range.p10, let p90 = range.p90 {
      parts.append("range \(Format.compact(units: p10)) to \(Format.compact(units: p90))")
    }
    if let quota = range.quota { parts.append("quota \(Format.compact(units: quota))") }
    return parts.joined(separator: ", ")
  }
}

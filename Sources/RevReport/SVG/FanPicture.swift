import RevPresentation

/// The period week by week: what was booked, then the range of what will have been, against quota.
struct FanPicture {
  let range: WeeklyReport.Range

  private static let width = 720.0
  private static let height = 220.0
  private static let left = 56.0
  private static let right = 70.0

  /// Empty without a range.
  var svg: [String] {
    let weeks = range.fan
    guard let last = weeks.last, weeks.count > 1 else { return [] }
    let top = max(last.p90, range.quota ?? 0) * 1.06
    guard top > 0 else { return [] }
    let foot = Self.height - 26
    var canvas = SVGCanvas(width: Self.width, height: Self.height)
    let up = SVGScale(to: top, start: 0, length: foot - 10)
    let along = SVGScale(
      from: 0, to: Double(weeks.count - 1), start: Self.left,
      length: Self.width - Self.left - Self.right)
    func y(_ value: Double) -> Double { foot - up.place(value) }
    for tick in up.ticks(4) {
      canvas.line(Self.left, y(tick), Self.width - Self.right, y(tick), "grid")
      canvas.text(Format.compact(units: tick), Self.left - 8, y(tick) + 4, "s", .end)
    }
    let points = weeks.enumerated().map { (along.place(Double($0.offset)), $0.element) }
    let past = points.filter(\.1.isPast)
    let coming = (past.last.map { [$0] } ?? []) + points.filter { !$0.1.isPast }
    if coming.count > 1 {
      let upper = coming.map { ($0.0, y($0.1.p90)) }
      let lower = coming.map { ($0.0, y($0.1.p10)) }
      canvas.path(upper + lower.reversed(), "band", isClosed: true)
      canvas.path(coming.map { ($0.0, y($0.1.p50)) }, "median")
    }
    canvas.path(past.map { ($0.0, y($0.1.p50)) }, "actual")
    if let quota = range.quota {
      canvas.line(Self.left, y(quota), Self.width - Self.right, y(quota), "goal")
      canvas.text("Quota", Self.left + 6, y(quota) - 5, "g")
    }
    // Words at the right edge that would touch each other are left out, the middle last.
    var taken: [Double] = []
    for (value, name) in [(last.p50, "P50"), (last.p90, "P90"), (last.p10, "P10")] {
      let place = y(value)
      guard taken.allSatisfy({ ($0 - place).magnitude >= 13 }) else { continue }
      taken.append(place)
      canvas.text(
        "\(name) \(Format.compact(units: value))", Self.width - Self.right + 6, place + 4, "s")
    }
    if let now = past.last {
      canvas.line(now.0, 10, now.0, foot, "now")
      canvas.text("now", now.0, foot + 16, "s", .middle)
    }
    if let first = weeks.first {
      canvas.text("\(first.day)", Self.left, foot + 16, "s", .middle)
    }
    canvas.text("\(last.day)", Self.width - Self.right, foot + 16, "s", .middle)
    return canvas.document(
      "Booked so far and the range of the landing by week: "
        + "\(Format.compact(units: last.p10)) to \(Format.compact(units: last.p90))")
  }
}

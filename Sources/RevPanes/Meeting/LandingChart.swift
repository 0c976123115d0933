import RevPresentation
import TermCells

/// Won, commit and best case as bars, the range of the landing and the quota, all on one ruler.
struct LandingChart {
  private let bars: [(label: String, value: Double, role: Role)]
  private let range: WeeklyReport.Range

  init(_ range: WeeklyReport.Range) {
    self.range = range
    let all: [(String, Double?, Role)] = [
      ("Won", range.won, .bar), ("+Commit", range.commit, .barAlt),
      ("+Best", range.bestCase, .barThird),
    ]
    bars = all.compactMap { label, value, role in value.map { (label, $0, role) } }
  }

  private static let label = 9
  private static let room = 9

  private var hasRange: Bool { range.p10 != nil && range.p50 != nil && range.p90 != nil }

  var rows: Int { bars.count + (hasRange ? 1 : 0) + (range.quota == nil ? 0 : 1) }

  private var scale: Scale {
    let values = bars.map(\.value) + [range.quota, range.p90].compactMap { $0 }
    return Scale(to: (values.max() ?? 1) * 1.02)
  }

  func draw(in area: Rect, on surface: inout Surface) {
    for (index, bar) in bars.enumerated() {
      let row = area.row(index)
      guard !row.isEmpty else { return }
      surface.write(bar.label, in: row.leading(Self.label), role: .label)
      let place = row.inset(left: Self.label, right: Self.room)
      Bar(.value(bar.value), scale: scale, role: bar.role).draw(in: place, on: &surface)
      let end =
        place.x + Int((scale.fraction(of: bar.value) * Double(place.width)).rounded(.up)) + 1
      surface.write(
        Format.compact(units: bar.value), x: end, y: row.y, limit: row.maxX - end,
        style: Style(.text, [.bold]))
    }
    var next = bars.count
    if let p10 = range.p10, let p50 = range.p50, let p90 = range.p90 {
      let row = area.row(next)
      next += 1
      surface.write("Range", in: row.leading(Self.label), role: .label)
      // The inner quarters are not in the book: they are drawn half-way.
      RangeRuler(
        scale: scale,
        quantiles: .init(
          p10: p10, p25: (p10 + p50) / 2, p50: p50, p75: (p50 + p90) / 2, p90: p90)
      ).draw(in: row.inset(left: Self.label, right: Self.room), on: &surface)
    }
    if let quota = range.quota {
      let row = area.row(next)
      let place = row.inset(left: Self.label, right: Self.room)
      let x = place.x + scale.column(of: quota, width: place.width)
      surface.write("Quota", in: row.leading(Self.label), role: .label)
      surface.put(surface.glyphs.markerUp, x: x, y: row.y, role: .goal)
      let words = Format.compact(units: quota)
      let fits = x + 2 + words.count <= row.maxX
      surface.write(words, x: fits ? x + 2 : x - words.count - 1, y: row.y, role: .goal)
    }
  }
}

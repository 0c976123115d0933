import RevMetrics
import RevPresentation
import TermCells

/// Won, commit, best case and call on one ruler with the quota; the range when there is one.
struct ForecastPane {
  let model: ForecastPaneModel
  let keys: Keymap

  private static let label = 10
  private static let room = 8

  func stack(width: Int, height: Int) -> LineStack {
    guard !model.figures.isEmpty else {
      return LineStack(lines: [.text(model.rangeReason ?? "", .missing)])
    }
    var lines = ([.bookingsWon, .forecastCommit, .forecastBestCase, .forecastCall] as [MetricID])
      .compactMap(barLine)
    lines.append(rangeLine)
    lines += quotaLines
    let rest: [MetricID] = [
      .bookingsGap, .forecastAttainProbability, .forecastConfidence, .bookingsAttainment,
      .bookingsPace, .forecastUpside, .forecastAccuracy,
    ]
    if height > 16 { lines.append(.blank) }
    lines += rest.compactMap { MetricLabel.line(.metric($0), model.figures) }
    return LineStack(lines: lines)
  }

  var selected: Item? { model.figures.values.first(where: \.isSelected)?.item }

  private func number(_ id: MetricID) -> Double? { model.figures[.metric(id)]?.number }

  /// From zero to the largest of what is drawn, with a little air.
  private var scale: Scale {
    let ids: [MetricID] = [.forecastBestCase, .bookingsQuota, .forecastCall, .forecastP90]
    return Scale(to: (ids.compactMap(number).max() ?? 1) * 1.05)
  }

  private func chart(_ area: Rect) -> Rect {
    area.inset(left: Self.label, right: Self.room)
  }

  private func barLine(_ id: MetricID) -> PaneLine? {
    guard let figure = model.figures[.metric(id)] else { return nil }
    let roles: [MetricID: Role] = [
      .bookingsWon: .bar, .forecastCommit: .barAlt, .forecastBestCase: .barThird,
      .forecastCall: .barFourth,
    ]
    return PaneLine([figure.item]) { area, surface in
      surface.write(
        MetricLabel.short(figure.item) ?? figure.label, in: area.leading(Self.label), role: .label)
      let place = chart(area)
      guard let number = figure.number else {
        surface.write(
          "\(figure.value)  \(figure.reason ?? "")", in: area.inset(left: Self.label),
          role: .missing)
        if figure.isSelected { surface.restyle(area, role: .selection) }
        return
      }
      Bar(.value(number), scale: scale, role: roles[id] ?? .bar).draw(in: place, on: &surface)
      let end = place.x + Int((scale.fraction(of: number) * Double(place.width)).rounded(.up)) + 1
      surface.write(figure.value, x: end, y: area.y, limit: area.maxX - end)
      if figure.isSelected {
        surface.restyle(area.leading(Self.label - 1), role: .selection)
        surface.restyle(
          Rect(x: end, y: area.y, width: figure.value.count, height: 1), role: .selection)
      }
    }
  }

  private var rangeLine: PaneLine {
    let item = Item.metric(.forecastP50)
    let isSelected = model.figures[item]?.isSelected == true
    return PaneLine([item]) { area, surface in
      surface.write("Range", in: area.leading(Self.label), role: .label)
      if let reason = model.rangeReason {
        surface.write(reason, in: area.inset(left: Self.label), role: .missing)
      } else if let low = number(.forecastP10), let middle = number(.forecastP50),
        let high = number(.forecastP90)
      {
        // The inner quarters are not in the book: they are drawn half-way.
        let ruler = RangeRuler(
          scale: scale,
          quantiles: .init(
            p10: low, p25: (low + middle) / 2, p50: middle, p75: (middle + high) / 2, p90: high))
        ruler.draw(in: chart(area), on: &surface)
        let words = model.figures[item]?.value ?? ""
        surface.write(words, in: area.trailing(Self.room - 1))
      }
      if isSelected { surface.restyle(area.leading(Self.label - 1), role: .selection) }
    }
  }

  private var quotaLines: [PaneLine] {
    guard let figure = model.figures[.metric(.bookingsQuota)] else { return [] }
    guard let quota = figure.number else {
      return MetricLabel.line(
        .metric(.bookingsQuota), model.figures, labelWidth: Self.label, valueWidth: 4
      ).map { [$0] } ?? []
    }
    let marker = PaneLine([figure.item]) { area, surface in
      surface.write("Quota", in: area.leading(Self.label), role: .label)
      let place = chart(area)
      let x = place.x + scale.column(of: quota, width: place.width)
      surface.put(surface.glyphs.markerUp, x: x, y: area.y, role: .goal)
      let words = figure.value
      let fits = x + 2 + words.count <= area.maxX
      surface.write(words, x: fits ? x + 2 : x - words.count - 1, y: area.y, role: .goal)
      if figure.isSelected { surface.restyle(area.leading(Self.label - 1), role: .selection) }
    }
    return [marker] + (0..<2).map(rulerLine)
  }

  /// The ruler below the bars: its line, then its words.
  private func rulerLine(_ row: Int) -> PaneLine {
    PaneLine { area, surface in
      let place = chart(area)
      let ticks = scale.ticks(atMost: max(2, place.width / 9)).map {
        RangeRuler.Tick($0, label: Format.compact(units: $0))
      }
      // The ruler is drawn whole; the clip keeps the row that is wanted.
      RangeRuler(scale: scale, quantiles: nil, ticks: ticks)
        .draw(
          in: Rect(x: place.x, y: area.y - 1 - row, width: place.width + Self.room, height: 3)
            .leading(place.width), on: &surface)
    }
  }
}

import RevForecast
import RevMetrics
import RevPresentation
import TermCells

/// Won, commit, best case and call on one ruler with the quota; the range when there is one.
struct ForecastPane {
  let model: ForecastPaneModel
  let keys: Keymap
  /// False where nothing but words is drawn.
  var hasCharts = true

  private static let label = 10
  private static let room = 8

  func stack(width: Int, height: Int) -> LineStack {
    guard !model.figures.isEmpty else {
      return LineStack(lines: [.text(model.rangeReason ?? "", .missing)])
    }
    let hasFan = hasCharts && width >= 54 && height >= 13 && !model.fan.isEmpty
    return LineStack(lines: hasFan ? fanFirst(width, height) : barsFirst(width, height))
  }

  /// Bars on one ruler, then the other numbers.
  private func barsFirst(_ width: Int, _ height: Int) -> [PaneLine] {
    // Where room is short the range in words and the chance are worth more than a ruler.
    let isShort = height < 10
    var lines = barLines(width, hasRuler: !isShort)
    if height > 16 { lines.append(.blank) }
    var further: [MetricID] = [
      .bookingsGap, .forecastAttainProbability, .forecastConfidence, .bookingsAttainment,
      .bookingsPace, .forecastUpside, .forecastAccuracy,
    ]
    if isShort, model.rangeReason == nil {
      let pair: [MetricID] = [.forecastAttainProbability, .forecastConfidence]
      further.removeAll { pair.contains($0) }
      let (low, high) = (words(.forecastP10), words(.forecastP90))
      lines.append(.text("P10 \(low)  P50 \(words(.forecastP50))  P90 \(high)", .text))
      lines.append(
        FigureRow(
          pair.map(Item.metric), model.figures,
          labels: [
            .metric(.forecastAttainProbability): "Chance of quota",
            .metric(.forecastConfidence): "Conf",
          ]
        ).line)
    }
    return lines + furtherLines(further, height)
  }

  /// The fan with its numbers on one row each above and below; the bars follow.
  private func fanFirst(_ width: Int, _ height: Int) -> [PaneLine] {
    let head: [MetricID] = [.bookingsWon, .forecastCommit, .forecastBestCase, .bookingsGap]
    let tail: [MetricID] = [
      .forecastP50, .forecastAttainProbability, .forecastConfidence, .forecastAccuracy,
    ]
    let isTall = height >= 24
    let change = isTall ? changeLines : [model.change.isEmpty ? nil : splitLine].compactMap { $0 }
    var after = change + followingLines
    if isTall, !model.confidenceWords.isEmpty { after.append(.text(model.confidenceWords)) }
    var lines = [FigureRow(head.map(Item.metric), model.figures).line]
    lines += fanLines(max(8, min(18, height - 2 - after.count)))
    var labels: [Item: String] = [
      .metric(.forecastP50): "P50", .metric(.forecastAttainProbability): "Chance of quota",
    ]
    if width < 70 {
      labels[.metric(.forecastAttainProbability)] = "To quota"
      labels[.metric(.forecastConfidence)] = "Conf"
      labels[.metric(.forecastAccuracy)] = "Acc"
    }
    lines.append(FigureRow(tail.map(Item.metric), model.figures, labels: labels).line)
    lines += after
    lines += [.blank] + barLines(width, hasRuler: true)
    lines += [.bookingsAttainment, .bookingsPace, .forecastUpside].compactMap {
      MetricLabel.line(.metric($0), model.figures)
    }
    if !isTall {
      if !model.change.isEmpty { lines += [.blank] + changeLines }
      if !model.confidenceWords.isEmpty { lines.append(.text(model.confidenceWords)) }
    }
    return lines + model.remarks.map { .text($0) }
  }

  private func barLines(_ width: Int, hasRuler: Bool) -> [PaneLine] {
    let ids: [MetricID] = [.bookingsWon, .forecastCommit, .forecastBestCase, .forecastCall]
    let bars = ids.compactMap(barLine)
    guard !hasRuler, let reason = model.rangeReason else {
      return bars + rangeLines(width) + quotaLines(hasRuler: hasRuler)
    }
    // The quota is worth more than the end of a sentence.
    let item = Item.metric(.forecastP50)
    let words = TextWrap.lines("Range: \(reason)", width: width)
    return bars + quotaLines(hasRuler: false)
      + words.enumerated().map { index, text in
        PaneLine(index == 0 ? [item] : []) { area, surface in
          surface.write(text, in: area, role: .missing)
          if index == 0, model.figures[item]?.isSelected == true {
            surface.restyle(area.leading(5), role: .selection)
          }
        }
      }
  }

  /// The range, or why there is none in as many lines as it takes.
  private func rangeLines(_ width: Int) -> [PaneLine] {
    guard let reason = model.rangeReason else { return [rangeLine] }
    let words = TextWrap.lines(reason, width: max(10, width - Self.label))
    return words.enumerated().map { index, text in
      PaneLine(index == 0 ? [.metric(.forecastP50)] : []) { area, surface in
        if index == 0 { surface.write("Range", in: area.leading(Self.label), role: .label) }
        surface.write(text, in: area.inset(left: Self.label), role: .missing)
        if index == 0, model.figures[.metric(.forecastP50)]?.isSelected == true {
          surface.restyle(area.leading(Self.label - 1), role: .selection)
        }
      }
    }
  }

  private func furtherLines(_ ids: [MetricID], _ height: Int) -> [PaneLine] {
    var figures = model.figures
    for id in ids where figures[.metric(id)]?.reason == model.rangeReason {
      // Said in full where the range would be.
      if model.rangeReason != nil { figures[.metric(id)]?.reason = "for the same reason" }
    }
    var lines = ids.compactMap { MetricLabel.line(.metric($0), figures) }
    if !model.change.isEmpty {
      if height > 16 { lines.append(.blank) }
      lines += changeLines
    }
    lines += followingLines
    if !model.confidenceWords.isEmpty { lines.append(.text(model.confidenceWords)) }
    return lines + model.remarks.map { .text($0) }
  }

  var selected: Item? { model.figures.values.first(where: \.isSelected)?.item }

  private func words(_ id: MetricID) -> String { model.figures[.metric(id)]?.value ?? "" }

  private func number(_ id: MetricID) -> Double? { model.figures[.metric(id)]?.number }

  /// From zero to the largest of what is drawn, with a little air.
  private var scale: Scale {
    let ids: [MetricID] = [.forecastBestCase, .bookingsQuota, .forecastCall, .forecastP90]
    return Scale(to: (ids.compactMap(number).max() ?? 1) * 1.05)
  }

  private func chart(_ area: Rect) -> Rect {
    // In a comparison the change stands behind the value.
    let isCompared = model.figures.values.contains { $0.comparison != nil }
    return area.inset(left: Self.label, right: Self.room + (isCompared ? 8 : 0))
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
      // Nothing has a mark of one column.
      let length = Int((scale.fraction(of: number) * Double(place.width)).rounded(.up))
      let end = place.x + max(1, length) + 1
      let shown =
        figure.shown + (figure.comparison.map { $0.short.isEmpty ? "" : " \($0.short)" } ?? "")
      surface.write(shown, x: end, y: area.y, limit: area.maxX - end)
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
      if let low = number(.forecastP10), let middle = number(.forecastP50),
        let high = number(.forecastP90)
      {
        guard hasCharts else {
          let (from, to) = (words(.forecastP10), words(.forecastP90))
          surface.write("\(from) to \(to), middle \(words(.forecastP50))", in: chart(area))
          return
        }
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

  /// The change and its parts on one row: they add up, so that none may be missing.
  private var splitLine: PaneLine {
    PaneLine { area, surface in
      guard let all = model.change.first else { return }
      let parts = model.change.dropFirst().map { " \($0.short) \($0.amount)" }.joined()
      let since = " \(all.short):"
      let fits = all.amount.count + since.count + parts.count <= area.width
      let x =
        area.x + surface.write(all.amount, x: area.x, y: area.y, limit: area.width, role: .strong)
      surface.write((fits ? since : " =") + parts, x: x, y: area.y, limit: area.maxX - x)
    }
  }

  /// The next period and the one after, one line each.
  private var followingLines: [PaneLine] {
    model.following.map { later in
      PaneLine { area, surface in
        surface.write(later.label, in: area.leading(Self.label), role: .label)
        let rest = area.inset(left: Self.label)
        surface.write("P50 \(later.middle)", in: rest.leading(11))
        surface.write("P10 to P90: \(later.range)", in: rest.inset(left: 12), role: .dim)
      }
    }
  }

  private var changeLines: [PaneLine] {
    model.change.enumerated().map { index, change in
      PaneLine { area, surface in
        let role: Role = index == 0 ? .strong : .text
        surface.write(change.amount, in: area.leading(9), alignment: .trailing, role: role)
        surface.write(change.words, in: area.inset(left: 11), role: index == 0 ? .text : .dim)
      }
    }
  }

  /// The period by week: booked so far, then where it may go, against the quota.
  private func fanLines(_ height: Int) -> [PaneLine] {
    let past = model.fan.filter(\.isPast)
    let coming = model.fan.filter { !$0.isPast }
    guard let last = model.fan.last else { return [] }
    let quota = number(.bookingsQuota)
    let chart = Fan(
      actual: past.map { .value($0.p50) },
      bands: coming.map {
        .init(
          p10: $0.p10, p25: ($0.p10 + $0.p50) / 2, p50: $0.p50, p75: ($0.p50 + $0.p90) / 2,
          p90: $0.p90)
      }, goal: quota,
      scale: Scale(to: max(last.p90, quota ?? 0) * 1.05),
      notes: [
        .init(last.p50, "P50 \(Format.compact(units: last.p50))"),
        .init(last.p90, "P90 \(Format.compact(units: last.p90))"),
        .init(last.p10, "P10 \(Format.compact(units: last.p10))"),
      ] + (quota.map { [.init($0, "goal \(Format.compact(units: $0))")] } ?? []),
      stepLabels: [.init(0, "wk1"), .init(max(0, past.count - 1), "now")])
    return (0..<height).map { row in
      PaneLine { area, surface in
        chart.draw(
          in: Rect(x: area.x, y: area.y - row, width: area.width, height: height), on: &surface
        ) { Format.compact(units: $0) }
      }
    }
  }

  private func quotaLines(hasRuler: Bool) -> [PaneLine] {
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
    return [marker] + (hasRuler ? (0..<2).map(rulerLine) : [])
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

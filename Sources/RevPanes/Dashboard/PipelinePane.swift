import RevMetrics
import RevPresentation
import TermCells

/// Pipeline health: the stages, coverage, speed, and what is wrong with the pipeline.
struct PipelinePane {
  let model: PipelinePaneModel
  let keys: Keymap

  func stack(width: Int, height: Int) -> LineStack {
    var stack = LineStack(pinned: 1)
    stack.lines += stageLines(width)
    let figures = PaneItems.pipelineMetrics.map(Item.metric).filter {
      $0 != .metric(.pipelineOpen) && $0 != .metric(.pipelineCreated)
    }
    if height > 16 { stack.lines.append(.blank) }
    for (index, item) in figures.enumerated() {
      if let line = MetricLabel.line(item, model.figures) { stack.lines.append(line) }
      if index == 0 {
        stack.lines += weekLines(width)
        if let leak = model.leak { stack.lines.append(leakLine(leak)) }
      }
    }
    if !model.aging.isEmpty {
      if height > 16 { stack.lines.append(.blank) }
      stack.lines += agingLines
    }
    return stack
  }

  var selected: Item? {
    model.stages.first(where: \.isSelected)?.item ?? model.aging.first(where: \.isSelected)?.item
      ?? model.figures.values.first(where: \.isSelected)?.item
  }

  // MARK: - Stages

  private func stageLines(_ width: Int) -> [PaneLine] {
    let longest = model.stages.map { $0.name.displayWidth }.max() ?? 0
    let columns = StageColumns(width: width, longest: longest)
    var lines = [PaneLine { area, surface in columns.drawHeader(in: area, on: &surface) }]
    if let reason = model.stagesReason { lines += PaneLine.wrapped(reason, keys, width: width) }
    let top = model.stages.map(\.number).max() ?? 0
    for stage in model.stages {
      lines.append(
        PaneLine([stage.item]) { area, surface in
          columns.draw(stage, top: top, in: area, on: &surface)
        })
    }
    if let total = model.figures[.metric(.pipelineOpen)] {
      lines.append(
        PaneLine([total.item]) { area, surface in
          columns.drawTotal(total, count: model.totalCount, in: area, on: &surface)
        })
    }
    return lines
  }

  /// The bottleneck in words, since its colour alone is not seen by everybody.
  private func leakLine(_ leak: PipelinePaneModel.Leak) -> PaneLine {
    PaneLine { area, surface in
      surface.write("Leaks most", in: area.leading(14), role: .label)
      surface.write(
        leak.share, in: area.inset(left: 14).leading(8), alignment: .trailing, role: .poor)
      surface.write(leak.words, in: area.inset(left: 24), role: .dim)
    }
  }

  // MARK: - Created by week

  private func weekLines(_ width: Int) -> [PaneLine] {
    guard let figure = model.figures[.metric(.pipelineCreated)] else { return [] }
    let (last, mean) = ("last \(model.lastWeek)", "mean \(model.typicalWeek)")
    // The longest that leaves the chart its columns.
    let choices = [
      "\(last), 12 weeks' \(mean), peak \(model.weeksPeak)", "\(last), 12 weeks' \(mean)",
      "\(last), \(mean)", last,
    ]
    let room = width - 14 - 2 - min(model.weeks.count, 8)
    let notes =
      model.weeks.isEmpty
      ? figure.reason ?? Format.missing : choices.first { $0.count <= room } ?? last
    return [
      PaneLine([figure.item]) { area, surface in
        surface.write("Created / wk", in: area.leading(14), role: .label)
        let columns = min(model.weeks.count, max(8, area.width - 14 - 2 - notes.count))
        let chart = area.inset(left: 14).leading(columns)
        Sparkline(model.weeks.map(Sample.value), bucketing: .sum).draw(in: chart, on: &surface)
        surface.write(
          notes, in: area.inset(left: 14 + columns + (columns > 0 ? 2 : 0)),
          role: model.weeks.isEmpty ? .missing : .dim)
        if figure.isSelected { surface.restyle(area.leading(12), role: .selection) }
      }
    ]
  }

  // MARK: - Age

  private var agingLines: [PaneLine] {
    let top = model.aging.map(\.number).max() ?? 0
    return [.text("Age of open deals, days", .header)]
      + model.aging.map { bar in
        PaneLine([bar.item]) { area, surface in
          surface.write(bar.label, in: area.leading(10), role: .label)
          surface.write(bar.count, in: area.inset(left: 10).leading(6), alignment: .trailing)
          surface.write(bar.amount, in: area.inset(left: 16).leading(8), alignment: .trailing)
          if bar.change.isEmpty {
            Bar(.value(bar.number), scale: Scale(to: top), role: .barAlt)
              .draw(in: area.inset(left: 25), on: &surface)
          } else {
            surface.write(bar.change, in: area.inset(left: 26), role: .dim)
          }
          if bar.isSelected { surface.restyle(area.leading(24), role: .selection) }
        }
      }
  }
}

/// The columns of the stage table at a width.
private struct StageColumns {
  let name: Int
  let hasConversion: Bool

  init(width: Int, longest: Int) {
    hasConversion = width >= 44
    let others = 6 + 9 + (hasConversion ? 13 : 0) + 8
    name = max(8, min(longest, width - others, 20))
  }

  private func places(_ area: Rect) -> [Rect] {
    var x = area.x
    var result: [Rect] = []
    for width in [name, 6, 9] + (hasConversion ? [6, 7] : []) {
      result.append(Rect(x: x, y: area.y, width: min(width, area.maxX - x), height: 1))
      x += width
    }
    result.append(Rect(x: x + 1, y: area.y, width: area.maxX - x - 1, height: 1))
    return result
  }

  func drawHeader(in area: Rect, on surface: inout Surface) {
    let places = places(area)
    let titles = ["Stage", "Deals", "Amount"] + (hasConversion ? ["Conv", "Age"] : [])
    for (index, title) in titles.enumerated() {
      surface.write(
        title, in: places[index], alignment: index == 0 ? .leading : .trailing, role: .header)
    }
  }

  func draw(
    _ stage: PipelinePaneModel.Stage, top: Double, in area: Rect, on surface: inout Surface
  ) {
    let places = places(area)
    surface.write(stage.name, in: places[0])
    surface.write(stage.count, in: places[1], alignment: .trailing)
    surface.write(stage.amount, in: places[2], alignment: .trailing)
    if hasConversion {
      surface.write(
        stage.conversion, in: places[3], alignment: .trailing, role: stage.conversionTone.role)
      surface.write(stage.age, in: places[4], alignment: .trailing, role: .dim)
    }
    let bar = places[places.count - 1]
    if stage.change.isEmpty {
      Bar(.value(stage.number), scale: Scale(to: top)).draw(in: bar, on: &surface)
    } else {
      surface.write(stage.change, in: bar, role: .dim)
    }
    if stage.isSelected {
      surface.restyle(area.leading(bar.x - 1 - area.x), role: .selection)
    }
  }

  func drawTotal(_ figure: FigureModel, count: String, in area: Rect, on surface: inout Surface) {
    let places = places(area)
    surface.write("Total", in: places[0], role: .total)
    surface.write(count, in: places[1], alignment: .trailing, role: .total)
    surface.write(figure.value, in: places[2], alignment: .trailing, role: .total)
    if let reason = figure.reason {
      surface.write(reason, in: places[places.count - 1], role: .missing)
    } else if let comparison = figure.comparison {
      let place = places[places.count - 1]
      let fits = surface.columns(of: comparison.words) <= place.width
      surface.write(
        fits ? comparison.words : comparison.short, in: place, role: comparison.tone.role)
    } else if !figure.change.isEmpty {
      let place = places[places.count - 1]
      let words = place.width >= 24 ? "\(figure.change) on last period" : figure.change
      surface.write(words, in: place, role: figure.changeTone.role)
    }
    if figure.isSelected {
      surface.restyle(area.leading(name + 15), role: .selection)
    }
  }
}

import TermCells
// Charts as golden text: each in block characters and in ASCII.
import Testing

/// Draws on a surface of this size and returns its rows.
func drawn(
  _ width: Int, _ height: Int, _ glyphs: GlyphSet = .block, _ draw: (Rect, inout Surface) -> Void
) -> [String] {
  var surface = Surface(width: width, height: height, glyphs: glyphs)
  draw(surface.bounds, &surface)
  return surface.rows
}

@Suite struct SampleTests {
  @Test func aFlowIsSummedAndAStockIsItsLast() {
    let samples: [Sample] = [
      .value(1), .value(2), .absent, .value(4), .absent, .absent, .future, .future,
    ]
    #expect(
      Bucketing.sum.buckets(of: samples, count: 4) == [.value(3), .value(4), .absent, .future])
    #expect(
      Bucketing.last.buckets(of: samples, count: 4) == [.value(2), .value(4), .absent, .future])
    #expect(Bucketing.sum.buckets(of: samples, count: 8) == samples)
    #expect(Bucketing.sum.buckets(of: samples, count: 0).isEmpty)
    #expect(Sample(nil) == .absent)
    #expect(Sample.value(.nan).number == nil)
  }

  @Test func ticksAreRound() {
    #expect(Scale(to: 6).ticks(atMost: 3) == [0, 2, 4, 6])
    #expect(Scale(from: 36, to: 47).ticks(atMost: 5) == [37.5, 40, 42.5, 45])
    #expect(Scale(to: 1_850_000).ticks(atMost: 4) == [0, 500_000, 1_000_000, 1_500_000])
    #expect(Scale(to: 0).upper == 1)
    #expect(Scale(from: .nan, to: .infinity) == Scale(from: 0, to: 1))
    #expect(Scale(to: 10).ticks(atMost: 0).isEmpty)
  }

  @Test func aScaleClampsToItsEdges() {
    let scale = Scale(to: 10)
    #expect(
      [-5, 0, 4.9, 10, 99, .nan].map { scale.column(of: $0, width: 10) } == [0, 0, 4, 9, 9, 0])
  }
}

@Suite struct SparklineTests {
  private let samples: [Sample] = [
    .value(0), .value(0.01), .value(4), .value(8), .absent, .value(-1), .value(.nan), .future,
    .value(2),
  ]

  @Test func zeroAbsentNegativeAndFutureDiffer() {
    let line = Sparkline(samples, bucketing: .sum)
    #expect(drawn(12, 1) { line.draw(in: $0, on: &$1) } == ["_▁▄█·▾· ▂"])
    #expect(drawn(12, 1, .ascii) { line.draw(in: $0, on: &$1) } == ["_.:#,v, ."])
  }

  @Test func aSeriesLongerThanTheRoomIsBucketed() {
    let weeks = (1...8).map { Sample.value(Double($0)) }
    #expect(drawn(4, 1) { Sparkline(weeks, bucketing: .sum).draw(in: $0, on: &$1) } == ["▂▄▆█"])
    #expect(
      drawn(4, 1) { Sparkline(weeks, bucketing: .last, maximum: 16).draw(in: $0, on: &$1) }
        == ["▁▂▃▄"])
  }

  @Test func nothingButZerosIsFlat() {
    let line = Sparkline([.value(0), .value(0)], bucketing: .last)
    #expect(drawn(4, 1) { line.draw(in: $0, on: &$1) } == ["__"])
  }
}

@Suite struct BarTests {
  @Test(arguments: [
    (8.0, "████████", "########"), (4, "████", "####"), (4.5, "████▌", "####="),
    (4.125, "████▏", "####-"), (0.001, "▏", "-"), (0, "_", "_"), (-3, "▾", "v"),
    (99, "████████", "########"), (.nan, "·", ","), (7.99, "████████", "########"),
  ])
  func aBarStartsAtZero(_ value: Double, _ block: String, _ ascii: String) {
    let bar = Bar(.value(value), scale: Scale(to: 8))
    #expect(drawn(8, 1) { bar.draw(in: $0, on: &$1) } == [block])
    #expect(drawn(8, 1, .ascii) { bar.draw(in: $0, on: &$1) } == [ascii])
  }

  @Test func absentAndFutureDiffer() {
    #expect(drawn(8, 1) { Bar(.absent, scale: Scale(to: 8)).draw(in: $0, on: &$1) } == ["·"])
    #expect(drawn(8, 1) { Bar(.future, scale: Scale(to: 8)).draw(in: $0, on: &$1) } == [""])
  }

  @Test func aGoalIsMarkedInTheBarAndBeyondIt() {
    let scale = Scale(to: 8)
    #expect(
      drawn(8, 1) { Bar(.value(3), scale: scale, goal: 6).draw(in: $0, on: &$1) } == ["███   ┃"])
    #expect(
      drawn(8, 1) { Bar(.value(8), scale: scale, goal: 4).draw(in: $0, on: &$1) } == ["████┃███"])
  }

  @Test func partsAreStackedAndTheSmallestIsSeen() {
    let bar = StackedBar([4, 2, 1, 0.01], scale: Scale(to: 8))
    #expect(drawn(8, 1) { bar.draw(in: $0, on: &$1) } == ["████▓▓▒░"])
    #expect(drawn(8, 1, .ascii) { bar.draw(in: $0, on: &$1) } == ["####**+."])
    let many = StackedBar([1, 1, 1, 1, 1, -4, .nan], scale: Scale(to: 8))
    #expect(drawn(8, 1) { many.draw(in: $0, on: &$1) } == ["█▓▒░░"])
    #expect(drawn(8, 1) { StackedBar([0], scale: Scale(to: 8)).draw(in: $0, on: &$1) } == ["_"])
    #expect(drawn(0, 0) { bar.draw(in: $0, on: &$1) }.isEmpty)
  }

  @Test func theLegendUsesTheSameCharacters() {
    let runs = StackedBar.legend(["won", "commit"], glyphs: .block)
    #expect(runs.map(\.text).joined() == "█ won  ▓ commit")
  }

  @Test func aPairIsValueAndReference() {
    let pair = PairedBars(.value(3), reference: .value(5), scale: Scale(to: 8))
    #expect(drawn(8, 2) { pair.draw(in: $0, on: &$1) } == ["███", "▒▒▒▒▒"])
    let open = PairedBars(.value(3), reference: .absent, scale: Scale(to: 8))
    #expect(drawn(8, 2, .ascii) { open.draw(in: $0, on: &$1) } == ["###", ","])
  }

  @Test func aHistogramNamesItsBinsAndWhatItLeavesOut() {
    let chart = Histogram([
      .init("0-30", count: 12), .init("31-60", count: 6), .init("> 60", count: 0),
    ])
    #expect(
      drawn(15, 3) { chart.draw(in: $0, on: &$1) } == [
        " 0-30 12 ██████", "31-60  6 ███", " > 60  0 _",
      ])
    #expect(drawn(15, 2) { chart.draw(in: $0, on: &$1) } == [" 0-30 12 ██████", "2 more"])
  }
}

@Suite struct RangeTests {
  private let quantiles = RangeRuler.Quantiles(p10: 2, p25: 3, p50: 4, p75: 6, p90: 7)

  @Test func aRangeHasMarksAndARuler() {
    let ruler = RangeRuler(
      scale: Scale(to: 10), quantiles: quantiles,
      markers: [.init(9, label: "goal 9M"), .init(1, label: "won", role: .good)],
      ticks: [.init(0, label: "0"), .init(5, label: "5"), .init(10, label: "10M")])
    #expect(ruler.height == 5)
    #expect(
      drawn(20, 5) { ruler.draw(in: $0, on: &$1) } == [
        "    ░░▒▒┃▒▒▒▒░░",
        "          goal 9M ▲",
        "  ▲ won",
        "┴─────────┴────────┴",
        "0         5      10M",
      ])
    #expect(
      drawn(20, 5, .ascii) { ruler.draw(in: $0, on: &$1) } == [
        "    ..::|::::..",
        "          goal 9M ^",
        "  ^ won",
        "+---------+--------+",
        "0         5      10M",
      ])
  }

  @Test func withoutADistributionThereIsNoData() {
    let ruler = RangeRuler(scale: Scale(to: 10), quantiles: nil)
    #expect(drawn(9, 1) { ruler.draw(in: $0, on: &$1) } == ["·"])
  }

  @Test func aFanShowsThePastTheBandsAndTheGoal() {
    let fan = Fan(
      actual: [.value(1), .absent, .value(2), .value(4)],
      bands: [
        .init(p10: 4, p25: 5, p50: 6, p75: 7, p90: 8),
        .init(p10: 4, p25: 6, p50: 8, p75: 9, p90: 10),
      ],
      goal: 9.5, scale: Scale(to: 10), notes: [.init(9.5, "goal"), .init(9.2, "P90")],
      stepLabels: [.init(0, "wk1"), .init(3, "wk4")])
    let whole = { (value: Double) in String(Int(value.rounded())) }
    #expect(
      drawn(24, 7) { fan.draw(in: $0, on: &$1, label: whole) } == [
        "10│╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌░ goal",
        " 8│             ━━━ P90",
        " 6│           ━━░░░",
        " 4│        ███",
        " 2│▄▄▄···█████",
        "  └────────────────",
        "   wk1     wk4",
      ])
    #expect(drawn(12, 3) { fan.draw(in: $0, on: &$1, label: whole) } == ["", "", ""])
  }
}

@Suite struct WaterfallTests {
  private let entries = [
    Waterfall.Entry("Start", amount: "40", step: .total(40)),
    Waterfall.Entry("Up", amount: "+8", step: .change(8)),
    Waterfall.Entry("Down", amount: "-4", step: .change(-4)),
    Waterfall.Entry("Same", amount: "0", step: .change(0)),
    Waterfall.Entry("End", amount: "44", step: .total(44)),
  ]

  @Test func changesFloatBetweenTheTotals() {
    let chart = Waterfall(entries)
    #expect(
      drawn(22, 5) { chart.draw(in: $0, on: &$1) } == [
        "Start 40  ██████████",
        "Up    +8            ▒▒",
        "Down  -4             ░",
        "Same   0             _",
        "End   44  ███████████",
      ])
    #expect(
      drawn(22, 5, .ascii) { chart.draw(in: $0, on: &$1) } == [
        "Start 40  ##########",
        "Up    +8            ::",
        "Down  -4             .",
        "Same   0             _",
        "End   44  ###########",
      ])
  }

  @Test func aCutAxisIsSaidInWords() {
    let start = Waterfall.suggestedStart(for: entries)
    #expect(start == 30)
    let chart = Waterfall(entries, axisStart: start, cutNote: "bars start at 30, not at 0")
    #expect(chart.height == 6)
    let rows = drawn(28, 6) { chart.draw(in: $0, on: &$1) }
    #expect(rows.first == "Start 40  ██████████")
    #expect(rows.last == "bars start at 30, not at 0")
    #expect(
      Waterfall.suggestedStart(for: [entries[0], .init("Up", amount: "", step: .change(60))]) == 0)
    #expect(Waterfall.suggestedStart(for: []) == 0)
  }
}

@Suite struct GridAndDigitTests {
  private let grid = CohortGrid(
    "NRR %", ages: ["0", "12 mo"],
    rows: [
      .init("2025 Q3", [.value("100", .text), .value("109", .good)]),
      .init("2025 Q4", [.absent, .future]), .init("2026 Q1", [.value("98", .poor)]),
    ])

  @Test func cohortsAreNumbers() {
    #expect(
      drawn(24, 4) { grid.draw(in: $0, on: &$1) } == [
        "NRR %      0  12 mo", "2025 Q3  100    109", "2025 Q4  n/a      ·",
        "2026 Q1   98      ·",
      ])
  }

  @Test func theNewestCohortsAndYoungestAgesStay() {
    #expect(
      drawn(14, 3) { grid.draw(in: $0, on: &$1) } == [
        "NRR %      0", "2025 Q4  n/a", "2026 Q1   98",
      ])
  }

  @Test func aBigNumberHasThreeRows() {
    #expect(
      drawn(24, 3) { BigNumber("$4.3M").draw(in: $0, on: &$1) } == [
        "┏╋╸ ╻ ╻   ╺━┓ ┏┳┓", "┗╋┓ ┗━┫   ╺━┫ ┃┃┃", "╺╋┛   ╹ ■ ╺━┛ ╹ ╹",
      ])
    #expect(
      drawn(24, 3, .ascii) { BigNumber("1.5%").draw(in: $0, on: &$1) } == [
        "       _", "  |   |_", "  | .  _| %",
      ])
    #expect(drawn(6, 3) { BigNumber("$4.3M").draw(in: $0, on: &$1) } == ["$4.3M", "", ""])
    #expect(BigNumber("14%").width(glyphs: .block) == 11)
  }

  @Test func aTrendFillsItsRows() {
    let trend = Trend(
      [.value(1), .value(2), .absent, .value(0), .future, .value(4)], bucketing: .last)
    #expect(drawn(6, 2) { trend.draw(in: $0, on: &$1) } == ["     █", "▄█·_ █"])
    #expect(drawn(6, 2, .ascii) { trend.draw(in: $0, on: &$1) } == ["     #", ":#,_ #"])
    let line = Trend([.value(0), .value(1), .value(2), .value(3)], bucketing: .last)
    #expect(drawn(2, 1, .braille) { line.draw(in: $0, on: &$1) } == ["⣠⠞"])
  }

  @Test(arguments: [GlyphSet.block, .ascii, .braille], 0...12)
  func noSizeTraps(_ glyphs: GlyphSet, _ width: Int) {
    let quantiles = RangeRuler.Quantiles(p10: 1, p25: 2, p50: 3, p75: 4, p90: 5)
    let fan = Fan(
      actual: [.value(1), .absent], bands: [quantiles], goal: 3, scale: Scale(to: 5),
      notes: [.init(3, "P50")], stepLabels: [.init(0, "wk1")])
    for height in 0...8 {
      let rows = drawn(12, 8, glyphs) { bounds, surface in
        let area = bounds.leading(width).top(height)
        fan.draw(in: area, on: &surface) { "\($0)" }
        grid.draw(in: area, on: &surface)
        Waterfall([.init("A", amount: "1", step: .change(-1))]).draw(in: area, on: &surface)
        Histogram([.init("a", count: 1), .init("b", count: 2)]).draw(in: area, on: &surface)
        RangeRuler(scale: Scale(to: 5), quantiles: quantiles, ticks: [.init(0, label: "0")]).draw(
          in: area, on: &surface)
        Sparkline([.value(1)], bucketing: .sum).draw(in: area, on: &surface)
        Trend([.value(1), .value(3)], bucketing: .sum).draw(in: area, on: &surface)
        BigNumber("12").draw(in: area, on: &surface, alignment: .center)
        PairedBars(.value(1), reference: .value(2), scale: Scale(to: 3)).draw(
          in: area, on: &surface)
      }
      #expect(rows.allSatisfy { $0.displayWidth <= width })
      #expect(rows.dropFirst(height).allSatisfy { $0.isEmpty })
    }
  }
}

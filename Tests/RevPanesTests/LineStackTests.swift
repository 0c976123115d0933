import RevMetrics
import RevPresentation
import TermCells
import Testing

@testable import RevPanes

/// Rows that the cursor can reach, those that it cannot, and which of them are seen.
@Suite struct LineStackTests {
  private let item = Item.metric(.pipelineOpen)

  /// What is seen of lines that say their number, on so many rows.
  private func seen(_ stack: LineStack, rows: Int, selected: Item?) -> [String] {
    var surface = Surface(width: 10, height: rows)
    stack.draw(in: Rect(x: 0, y: 0, width: 10, height: rows), selected: selected, on: &surface)
    return surface.text.split(separator: "\n").map { $0.trimmingPrefix(" ") }.map {
      String($0.prefix { $0 != " " })
    }
  }

  private func stack(_ count: Int, items: Range<Int>) -> LineStack {
    LineStack(
      lines: (0..<count).map { line in
        PaneLine(items.contains(line) ? [item] : line == 0 ? [.metric(.winRateCount)] : []) {
          area, surface in surface.write("\(line)", in: area)
        }
      })
  }

  @Test func theLinesThatARowGoesOnInAreSeenWithIt() {
    var stack = stack(20, items: 6..<9)
    stack.lines[15].items = [.metric(.cycleMedian)]
    #expect(seen(stack, rows: 5, selected: item) == ["4", "5", "6", "7", "8"])
  }

  @Test func theWordsBehindTheLastRowAreSeenFromIt() {
    #expect(seen(stack(12, items: 8..<9), rows: 5, selected: item) == ["7", "8", "9", "10", "11"])
  }

  @Test func theRowWithTheCursorIsSeenEvenWhenMoreFollowsThanFits() {
    #expect(seen(stack(20, items: 6..<7), rows: 5, selected: item) == ["6", "7", "8", "9", "10"])
    #expect(seen(stack(4, items: 1..<2), rows: 5, selected: item).first == "0")
  }
}

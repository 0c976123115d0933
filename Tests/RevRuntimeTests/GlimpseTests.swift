import RevIngest
import RevMetrics
import RevModel
import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

@testable import RevRuntime

/// The dashboard before all lists are read.
@Suite struct GlimpseTests {
  private struct Loaded {
    var whole: Snapshot
    var early: Snapshot?
  }

  private static let look = Glimpse.Look(
    themes: ["default"], theme: "default", size: ScreenSize(columns: 100, rows: 30))

  private static func load(from bytes: Int) throws -> Loaded {
    var early: Snapshot?
    let look = EarlyLook(from: bytes) { early = $0 }
    let whole = try SnapshotLoader.load(folder: SampleData.folder, early: look).snapshot
    return Loaded(whole: whole, early: early)
  }

  private static func frame(_ model: ScreenModel, _ size: ScreenSize) -> [String] {
    var surface = Surface(width: size.columns, height: size.rows)
    Screen(keys: Keymap()).draw(model, on: &surface)
    return surface.rows
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func nothingOnItNeedsTheListsThatAreMissing(_ columns: Int, _ rows: Int) throws {
    let loaded = try Self.load(from: 0)
    let early = try #require(loaded.early)
    #expect(early.activities == nil && early.leads == nil && early.invoices == nil)
    #expect(early.health == nil && early.spend == nil && loaded.whole.activities != nil)
    let size = ScreenSize(columns: columns, rows: rows)
    var (before, after) = (
      Glimpse(Engine(early), Self.look), Glimpse(Engine(loaded.whole), Self.look)
    )
    let progress = LoadProgress(done: 130 << 20, total: 200 << 20)
    let frame = Self.frame(before.model(size, progress), size)
    #expect(frame == Self.frame(after.model(size, progress), size))
    let text = frame.joined(separator: "\n")
    #expect(text.contains("reading the other lists: 65%"))
    #expect(text.contains("1 Pipeline health") && text.contains("learning from the history"))
  }

  @Test func shortListsAreReadAtOnce() throws {
    #expect(try Self.load(from: 1 << 40).early == nil)
  }
}

import RevPresentation
import RevTesting
import TermCells
import Testing

@testable import RevPanes

/// The screen without data, page by page.
@Suite struct WelcomeViewTests {
  struct Page: Sendable, CustomTestStringConvertible {
    let name: String
    let actions: [WelcomeAction]
    var testDescription: String { name }
  }

  private static let files: [WelcomeAction] = [
    .chose("i"),
    .found([
      WelcomeFile(path: "exports/report1794816000000.csv", bytes: 1_630),
      WelcomeFile(path: "exports/\u{1B}[31mred\u{202E}.csv", bytes: 48_200_000),
    ]),
  ]

  static let pages: [Page] = [
    Page(name: "start", actions: [.moved(1)]),
    Page(name: "how", actions: [.chose("h")]),
    Page(
      name: "files",
      actions: files + [
        .edited(LineEdit("exports/s")), .completed("exports/s", names: ["salesforce/", "stripe/"]),
      ]),
    Page(
      name: "fault",
      actions: files + [
        .accepted, .accepted,
        .failed([
          "deals.csv: no known export with the columns 'colour', 'taste'. Say what it is with "
            + "--from, or name its columns in a mapping file (--mapping FILE)."
        ]),
      ]),
    Page(
      name: "working",
      actions: files + [
        .accepted, .accepted,
        .progressed(
          WelcomeProgress(
            step: "reading opportunities.csv", rows: 412_000, share: 0.55, seconds: 2)),
      ]),
    Page(
      name: "asked",
      actions: files + [
        .accepted, .accepted,
        .asked([
          WelcomeQuestion(
            text: "deals.csv: nothing in 'Close Date' tells whether '03/04/2026' has the day or "
              + "the month first.", answers: ["--dates dmy", "--dates mdy"])
        ]),
      ]),
    Page(
      name: "done",
      actions: files + [
        .accepted, .accepted,
        .imported(
          ["my-company: written: deals 5, stages 5", "rows: 10 read = 5 accepted + 5 set aside"],
          folder: "my-company"),
      ]),
  ]

  static let sizes = [(80, 24), (120, 40), (200, 60)]

  @Test(arguments: pages, sizes)
  func thePageIsTheOneThatWasLookedAt(_ page: Page, _ size: (Int, Int)) {
    let surface = draw(page, size, .block)
    #expect(Golden.difference(surface.golden, "welcome-\(page.name)-\(size.0)x\(size.1)") == nil)
  }

  @Test(arguments: pages)
  func thePageInASCIIHasNothingElse(_ page: Page) {
    let surface = draw(page, (80, 24), .ascii)
    #expect(surface.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [(0, 0), (20, 5), (59, 15), (60, 16), (61, 17)])
  func noSizeIsTooSmallToDraw(_ size: (Int, Int)) {
    for page in Self.pages { _ = draw(page, size, .block) }
    #expect(draw(Self.pages[0], size, .block).width == size.0)
  }

  @Test func whatIsTypedGoesToTheLineAndTheRestMoves() {
    var state = WelcomeState(size: ScreenSize(columns: 80, rows: 24), hasSample: true)
    #expect(WelcomeKeys.action(for: .character("j"), in: state) == .moved(1))
    #expect(WelcomeKeys.action(for: .character("i"), in: state) == .chose("i"))
    #expect(WelcomeKeys.action(for: .character("q"), in: state) == .quit)
    _ = state.reduce(.chose("i"))
    #expect(WelcomeKeys.action(for: .character("q"), in: state) == .edited(LineEdit("q")))
    #expect(WelcomeKeys.action(for: .backspace, in: state) == .removed)
    #expect(WelcomeKeys.action(for: .tab, in: state) == .completes)
    #expect(WelcomeKeys.action(for: .control("c"), in: state) == .quit)
    #expect(
      WelcomeKeys.actions(forPaste: "a b\n", in: state) == [.edited(LineEdit("a b "))])
  }

  private func draw(_ page: Page, _ size: (Int, Int), _ glyphs: GlyphSet) -> Surface {
    var state = WelcomeState(
      size: ScreenSize(columns: size.0, rows: size.1), hasSample: true, folder: "my-company")
    for action in page.actions { _ = state.reduce(action) }
    var surface = Surface(width: size.0, height: size.1, glyphs: glyphs)
    WelcomeView(state).draw(on: &surface)
    return surface
  }
}

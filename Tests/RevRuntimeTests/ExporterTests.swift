import Foundation
import RevMetrics
import RevModel
import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

@testable import RevRuntime

@Suite struct ExporterTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "revtop-export-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private struct Cockpit {
    var state: AppState
    var presenter: Presenter

    init() throws {
      presenter = Presenter(engine: Engine(try DemoCompany.snapshot()))
      state = AppState(presenter.facts)
      send(.resized(ScreenSize(columns: 80, rows: 24)))
      send(.started)
      send(.command(.drill))
    }

    mutating func send(_ action: Action) {
      var queue = state.reduce(action)
      while !queue.isEmpty {
        if let answer = presenter.perform(queue.removeFirst()) { queue += state.reduce(answer) }
      }
    }
  }

  private let exporter = Exporter(
    screen: Screen(keys: Keymap()), glyphs: .block, palette: .plain, home: "/nowhere")

  private func export(_ name: String, replacing: Bool = false, _ cockpit: inout Cockpit) -> Action?
  {
    exporter.carryOut(
      .export(path: "\(folder)/\(name)", replacing: replacing, generation: 1), cockpit.state,
      &cockpit.presenter)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  @Test func textIsTheScreenAndTheSVGSaysTheSame() throws {
    var cockpit = try Cockpit()
    var surface = Surface(width: 80, height: 24, glyphs: .block)
    Screen(keys: Keymap()).draw(cockpit.presenter.model(for: cockpit.state), on: &surface)
    // The prompt for the name lies over the view, and is not part of it.
    cockpit.send(.command(.export))
    guard case .exported = export("a.txt", &cockpit), case .exported = export("a.svg", &cockpit)
    else {
      Issue.record("nothing was written")
      return
    }
    #expect(try text("a.txt") == surface.text + "\n")
    let picture = try text("a.svg")
    #expect(picture.hasPrefix("<svg"))
    #expect(picture.contains("Northwind Platform"))
    #expect(!picture.contains("Export"))
  }

  @Test func nothingIsReplacedWithoutASecondWord() throws {
    var cockpit = try Cockpit()
    try Data("mine".utf8).write(to: URL(filePath: "\(folder)/a.csv"))
    guard case .exportRefused(let why, isThere: true, _) = export("a.csv", &cockpit) else {
      Issue.record("it was replaced")
      return
    }
    #expect(why.hasSuffix("is there already; Enter again replaces it"))
    #expect(try text("a.csv") == "mine")
    guard case .exported = export("a.csv", replacing: true, &cockpit) else {
      Issue.record("it was not replaced")
      return
    }
    #expect(try text("a.csv").hasPrefix("Deal,Amount"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.csv"])
  }

  @Test(arguments: ["a.xls", "no/such/folder/a.csv"])
  func whatCannotBeWrittenSaysWhy(name: String) throws {
    var cockpit = try Cockpit()
    guard case .exportRefused(let why, isThere: false, _) = export(name, &cockpit) else {
      Issue.record("it was written")
      return
    }
    #expect(!why.isEmpty)
  }

  @Test func tabCompletesNamesAsFarAsTheyAgree() throws {
    for name in ["pipeline-a.csv", "pipeline-b.csv", "risk.csv", ".hidden"] {
      try Data().write(to: URL(filePath: "\(folder)/\(name)"))
    }
    try FileManager.default.createDirectory(
      atPath: "\(folder)/reports", withIntermediateDirectories: false)
    let some = PathCompletion("\(folder)/pi", home: "/")
    #expect(some.text == "\(folder)/pipeline-")
    #expect(some.choices == ["pipeline-a.csv", "pipeline-b.csv"])
    #expect(PathCompletion("\(folder)/rep", home: "/").text == "\(folder)/reports/")
    #expect(PathCompletion("\(folder)/x", home: "/").text == "\(folder)/x")
    #expect(!PathCompletion("\(folder)/", home: "/").choices.contains(".hidden"))
    #expect(PathCompletion("~/ri", home: folder).text == "~/risk.csv")
    #expect(PathCompletion.expanded("~/x", home: "/home/a") == "/home/a/x")
  }
}

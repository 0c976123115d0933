import RevIngest
import RevMetrics
import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

/// The forecast's screens on the sample data, whose history is long enough to learn from.
@Suite struct ForecastFrameTests {
  private static let sample = Result {
    Analyst(Engine(try SnapshotLoader.load(folder: SampleData.folder).snapshot))
  }

  static let scenes: [(name: String, keys: [String])] = [
    ("learnt-forecast", ["3"]),
    ("learnt-forecast-zoom", ["3", "z"]),
    ("learnt-explain", ["3", "j", "j", "j", "j", "j", "j", "e"]),
    ("learnt-contributions", ["3", "j", "j", "j", "j", "j", "j", "Enter"]),
    ("learnt-contribution", ["3", "j", "j", "j", "j", "j", "j", "Enter", "e"]),
    ("learnt-audit", ["F"]),
    ("learnt-audit-days", ["F", "G", "k"]),
    ("learnt-audit-day", ["F", "G", "k", "e"]),
    ("learnt-past", ["F", "G", "Enter"]),
  ]

  @Test(arguments: scenes.indices, GoldenFrameTests.sizes)
  func theFrameIsTheOneThatWasLookedAt(_ scene: Int, _ size: (Int, Int)) throws {
    let (name, keys) = Self.scenes[scene]
    // A past day needs a fit of its own: once is enough.
    if name == "learnt-past", size.0 != 120 { return }
    var cockpit = CockpitDriver(try Self.sample.get(), columns: size.0, rows: size.1)
    for key in keys { cockpit.press(key) }
    let frame = cockpit.surface()
    #expect(Golden.difference(frame.golden, "\(name)-\(size.0)x\(size.1)") == nil)
  }
}

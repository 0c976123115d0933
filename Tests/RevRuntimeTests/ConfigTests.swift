import Foundation
import Testing

@testable import RevRuntime

@Suite struct ConfigTests {
  private func write(_ text: String) throws -> String {
    let path = NSTemporaryDirectory() + "rt-config-\(UUID().uuidString).yaml"
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  @Test func settingsAreRead() throws {
    let path = try write("theme: dark\nascii: true\nkeys:\n  zoom: [z, F5]\n  help: H\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let config = Config(path: path)
    #expect(config.theme == "dark")
    #expect(config.usesASCII)
    #expect(config.keys == ["zoom": ["z", "F5"], "help": ["H"]])
    #expect(config.warnings.isEmpty)
  }

  @Test func aMissingFileIsAnEmptyOne() {
    #expect(Config(path: "/nonexistent/config.yaml") == Config())
    #expect(Config(path: nil) == Config())
  }

  @Test func whatIsNotUnderstoodIsNamedWithItsLine() throws {
    let path = try write("theme: dark\ncolour: red\nascii: perhaps\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let config = Config(path: path)
    #expect(config.theme == "dark")
    #expect(config.warnings.count == 2)
    #expect(config.warnings.contains { $0.hasPrefix("\(path):2:") && $0.contains("colour") })
    #expect(config.warnings.contains { $0.hasPrefix("\(path):3:") })
  }

  @Test(arguments: ["- a\n- b\n", "theme: [\n", "just text\n", "{ a: [ }\n"])
  func aFileThatIsNoConfigWarnsAndStarts(text: String) throws {
    let path = try write(text)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(Config(path: path).warnings.count == 1)
  }

  @Test func savingTheThemeLeavesEveryOtherLine() throws {
    let path = try write("# mine\ntheme: dark\nascii: true\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Config.save(theme: "light", path: path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == "# mine\ntheme: light\nascii: true\n")
  }
}

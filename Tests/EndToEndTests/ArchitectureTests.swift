import Foundation
import Testing

/// The table of ARCHITECTURE.md is true: it is compared with what the package manager reads.
@Suite struct ArchitectureTests {
  struct Dump: Decodable {
    struct Target: Decodable {
      struct Dependency: Decodable {
        let byName: [String?]?
        let target: [String?]?
        let product: [String?]?
        enum CodingKeys: String, CodingKey { case byName, target, product }
        init(from decoder: any Decoder) throws {
          let container = try decoder.container(keyedBy: CodingKeys.self)
          byName = try? container.decodeIfPresent([String?].self, forKey: .byName)
          target = try? container.decodeIfPresent([String?].self, forKey: .target)
          product = try? container.decodeIfPresent([String?].self, forKey: .product)
        }
        var name: String? { (byName ?? target ?? product)?.first ?? nil }
      }
      let name: String
      let type: String
      let dependencies: [Dependency]
    }
    let targets: [Target]
  }

  @Test func theTableOfTargetsIsWhatThePackageSays() throws {
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "rt-dump-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let result = try Tmux.spawn(
      "/usr/bin/env",
      [
        "swift", "package", "--package-path", Program.root, "--scratch-path", scratch.path,
        "dump-package",
      ])
    #expect(result.status == 0, "\(result.errors)")
    let dump = try JSONDecoder().decode(Dump.self, from: Data(result.output.utf8))
    let text = try String(contentsOfFile: "\(Program.root)/ARCHITECTURE.md", encoding: .utf8)
    var written: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5, cells[1] != "target" else { continue }
      let names = (cells[3] + ", " + cells[4]).components(separatedBy: ", ")
      written[cells[1]] = Set(names).subtracting(["–", "ncursesw"])
    }
    let real = dump.targets.filter { $0.type != "test" }
    #expect(Set(written.keys) == Set(real.map(\.name)))
    for target in real {
      #expect(
        written[target.name] == Set(target.dependencies.compactMap(\.name)),
        "the row of \(target.name) in ARCHITECTURE.md")
    }
  }
}

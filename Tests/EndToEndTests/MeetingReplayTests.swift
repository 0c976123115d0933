import Foundation
import Testing

/// A meeting held with the keyboard only, at 80 by 24, with names hidden: from the dashboard to the
/// written report and back.
@Suite(.enabled(if: Tmux.isInstalled)) struct MeetingReplayTests {
  @Test func aMeetingIsHeldFromStartToReportWithTheKeyboardOnly() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "meeting-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let data = "\(folder)/data"
    try FileManager.default.copyItem(atPath: Program.sample, toPath: data)
    let names = try Self.names(data)
    let terminal = try Tmux(
      columns: 80, rows: 24, environment: ["XDG_DATA_HOME=\(folder)/xdg", "HOME=\(folder)"],
      "cd \(folder) && \(Program.path) data")
    let before = try terminal.wait(seconds: 120, for: "the dashboard") {
      $0.contains("2 At risk") && $0.contains("anomal")
    }
    try terminal.keys("2")
    try terminal.wait(for: "the focus") { $0.contains("┏━ 2 At risk") }

    try terminal.keys("P")
    var pages: [String] = []
    for (index, question) in Self.questions.enumerated() {
      let page = try terminal.wait(seconds: 120, for: question) {
        $0.contains(question) && $0.contains("\(index + 1) of 5") && $0.contains("names hidden")
      }
      pages.append(page)
      if index < Self.questions.count - 1 { try terminal.keys("Space") }
    }
    for page in pages {
      for name in names where page.contains(name) { Issue.record("\(name) is on a page") }
    }

    // The files change underneath: the numbers stay.
    let deals = "\(data)/deals.csv"
    let text = try String(contentsOfFile: deals, encoding: .utf8)
    let half = text.split(separator: "\n").prefix(400).joined(separator: "\n") + "\n"
    try half.write(toFile: deals, atomically: true, encoding: .utf8)
    for _ in 0..<4 { try terminal.keys("b") }
    // The whole of it: a picture may be taken while a frame is half drawn.
    let again = try terminal.wait(for: "the first page as it was") { $0 == pages[0] }
    #expect(again == pages[0])
    for _ in 0..<4 { try terminal.keys("n") }

    // A decision and an action, with owner and due day.
    try terminal.keys("+")
    try terminal.wait(for: "the form") { $0.contains("Due") }
    try terminal.type("Give EMEA one more week")
    try terminal.keys("Enter", "Enter", "Enter")
    try terminal.wait(for: "the decision") {
      $0.contains("Give EMEA one more week") && $0.contains("5 of 5") && !$0.contains("Due ")
    }

    // The report, then back to where the meeting began.
    try terminal.keys("C-w")
    try terminal.wait(for: "the name of the report") { $0.contains("Weekly report") }
    try terminal.keys("Enter")
    try terminal.wait(for: "the report") { $0.contains("written: ") }
    let file = try FileManager.default.contentsOfDirectory(atPath: folder)
      .first { $0.hasSuffix(".html") }
    let html = try String(contentsOfFile: "\(folder)/\(file ?? "none")", encoding: .utf8)
    #expect(html.contains("Give EMEA one more week"))
    #expect(html.contains("</html>"))
    try terminal.keys("Escape")
    let after = try terminal.wait(for: "the dashboard") { $0.contains("┏━ 2 At risk") }
    #expect(after.split(separator: "\n").first == before.split(separator: "\n").first)

    // The next meeting begins with what this one left.
    try terminal.keys("P")
    try terminal.wait(seconds: 120, for: "the first page") {
      $0.contains("1 of 5") && $0.contains("names hidden")
    }
    for _ in 0..<4 { try terminal.keys("Space") }
    try terminal.wait(for: "the agenda") { $0.contains("Give EMEA one more week") }
    try terminal.keys("Q")
    try terminal.waitUntilEnded()
  }

  private static let questions = [
    "Will we reach the quarter?", "What changed since last Monday?", "Which deals need us?",
    "Are customers staying?", "What did we decide?",
  ]

  /// Names of people, accounts and deals of the snapshot.
  private static func names(_ folder: String) throws -> [String] {
    try ["people.csv", "accounts.csv", "deals.csv"].flatMap { file -> [String] in
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      let lines = text.split(separator: "\n")
      guard let column = lines.first?.split(separator: ",").firstIndex(of: "name") else {
        return []
      }
      return lines.dropFirst().compactMap { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        return column < cells.count && cells[column].count > 3 ? String(cells[column]) : nil
      }
    }
  }
}

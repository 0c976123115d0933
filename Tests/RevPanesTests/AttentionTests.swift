import RevBase
import RevModel
import RevPanes
import RevPresentation
import RevTesting
import TermCells
import Testing

/// What a demanding eye sees first: amounts that are those of the files, words for every colour, and
/// keys that do something.
@Suite struct AttentionTests {
  @Test func dealsAtRiskHaveTheAmountOfTheFiles() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40, fitsModels: true)
    let snapshot = try DemoCompany.snapshot()
    let deals = try #require(cockpit.state.answers?.risk.deals)
    let lines = cockpit.text().split(separator: "\n")
    var seen = 0
    for deal in deals.prefix(4) {
      let name = snapshot.deals.name[Int(deal.row)]
      guard let line = lines.first(where: { $0.contains(name.prefix(14)) }) else { continue }
      let amount = Money(cents: snapshot.deals.amount[Int(deal.row)])
      #expect(line.contains(" \(Format.compact(amount)) "), "\(line)")
      seen += 1
    }
    #expect(seen > 0)
  }

  @Test func aWatchWithoutRoomForItsWordKeepsASign() throws {
    func head(columns: Int, rows: Int) throws -> String {
      var cockpit = try CockpitDriver(columns: columns, rows: rows, fitsModels: true)
      return cockpit.text().split(separator: "\n").first { $0.contains("NRR ") }.map(String.init)
        ?? ""
    }
    #expect(try head(columns: 120, rows: 40).contains("watch"))
    #expect(try !head(columns: 80, rows: 24).contains("watch"))
    #expect(try head(columns: 80, rows: 24).contains("%~"))
  }

  @Test func theKeyLineOffersNoMarkWhereNothingCanBeMarked() throws {
    var cockpit = try CockpitDriver(columns: 120, rows: 40)
    cockpit.press("s")
    #expect(cockpit.text().split(separator: "\n").last?.contains("Space mark") == true)
    cockpit.press("Esc", "f")
    #expect(cockpit.text().contains("Slice by"))
    #expect(cockpit.text().split(separator: "\n").last?.contains("Space") == false)
  }

  @Test func noOpenDealIsNotBlamedOnSlicersThatAreNotSet() throws {
    let stages = "stage,position,outcome\nOpen,1,open\nWon,2,won\nLost,3,lost\n"
    let deals =
      "deal_id,name,stage,amount,created_date,close_date\n"
      + "1,Gone,Lost,5000,2026-08-03,2026-09-30\n2,Here,Won,9000,2026-08-03,2026-10-30\n"
    let snapshot = try Fixture.snapshot(["stages.csv": stages, "deals.csv": deals])
    var cockpit = CockpitDriver(snapshot, columns: 120, rows: 40, fitsModels: true)
    let text = cockpit.text()
    #expect(text.contains("no deal is open on"))
    #expect(!text.contains("clears the slicers"))
    // Bars of nothing have their mark and, a column on, their number.
    #expect(!text.contains("_0"))
  }

  @Test func noShareHasASpaceBeforeItsSign() throws {
    var cockpit = try CockpitDriver(columns: 200, rows: 60, fitsModels: true)
    for keys in [["2"], ["Enter", "Enter"], ["V"], ["F"], ["a"], ["7"]] {
      for key in keys { cockpit.press(key) }
      #expect(cockpit.text().firstMatch(of: #/[0-9] %/#) == nil)
    }
  }
}

/// A larger terminal shows what a smaller one shows, and more.
@Suite struct BoardColumnsTests {
  @Test func ownersKeepAllTheirNumbersOnTheLargestScreen() throws {
    func heads(_ columns: Int, _ rows: Int) throws -> Set<Substring> {
      var cockpit = try CockpitDriver(columns: columns, rows: rows, fitsModels: true)
      cockpit.press("7")
      let line = cockpit.text().split(separator: "\n").first { $0.contains("Quota ") } ?? ""
      return Set(line.split(whereSeparator: { $0 == " " || $0 == "┃" }))
    }
    let known: Set<Substring> = ["Att", "Cover", "Win", "Cycle", "Pushed", "Hyg"]
    let middle = try heads(120, 40).intersection(known)
    #expect(!middle.isEmpty)
    for size in [(160, 45), (179, 60), (200, 60), (240, 70)] {
      #expect(try heads(size.0, size.1).isSuperset(of: middle), "\(size)")
    }
  }
}

// Companies that look random and are the same in every run, for properties that must always hold.

import RevBase
import RevModel
import RevTesting

/// Forty or so deals with a lively history, people, quotas and activities.
struct RandomCompany {
  /// Rows of each file, without their headers.
  private(set) var rows: [String: [String]] = [:]
  let owners = ["p1", "p2", "p3", "p4", "ghost", ""]
  let segments = ["SMB", "Enterprise", ""]

  private static let headers = [
    "stages.csv": "stage,position,outcome,category,probability,qualified",
    "deals.csv":
      "deal_id,stage,amount,created_date,close_date,closed_date,owner_id,account_id,type,source,"
      + "forecast_category,probability",
    "deal_history.csv": "deal_id,changed_at,field,old_value,new_value",
    "people.csv": "person_id,name,role,team,manager_id",
    "accounts.csv": "account_id,segment,region",
    "quotas.csv": "person_id,start_date,end_date,amount",
    "activities.csv": "activity_id,date,deal_id,person_id",
  ]
  private let stages = ["Lead", "Talk", "Offer", "Close", "Won", "Lost", "Nowhere"]
  private let categories = ["", "", "pipeline", "best_case", "commit", "omitted"]

  init(_ seed: UInt64) {
    var dice = Dice(seed)
    rows["stages.csv"] = [
      "Lead,1,open,pipeline,0.05,false", "Talk,2,open,pipeline,0.2,true",
      "Offer,3,open,omitted,0.5,true", "Close,4,open,commit,,true", "Won,5,won,closed,1,true",
      "Lost,6,lost,closed,0,true",
    ]
    rows["people.csv"] = [
      "p1,Ann,ae,east,m", "p2,Bo,ae,west,m", "p3,Cy,ae,,m", "p4,Di,sdr,east,", "m,Em,manager,east,",
    ]
    rows["accounts.csv"] = (0..<9).map { "a\($0),\(segments[$0 % 3]),r\($0 % 2)" }
    rows["quotas.csv"] = ["p1", "p2", "m"].flatMap { person in
      (0..<3).map {
        "\(person),2026-\(["04-01", "07-01", "10-01"][$0]),"
          + "2026-\(["06-30", "09-30", "12-31"][$0]),\(100 + dice.roll(900))"
      }
    }
    for deal in 0..<(30 + dice.roll(20)) { addDeal("d\(deal)", &dice) }
    rows["activities.csv"] = (0..<60).map {
      "x\($0),\(day(150 + dice.roll(160))),d\(dice.roll(40)),\(dice.pick(owners))"
    }
  }

  private func day(_ number: Int) -> String { "\(Day(20_400) + number)" }

  private mutating func addDeal(_ id: String, _ dice: inout Dice) {
    let created = dice.roll(370)
    var values = [
      "stage": dice.pick(Array(stages.prefix(3))), "amount": "\(dice.roll(1000)).\(dice.roll(9))0",
      "close_date": day(created + 20 + dice.roll(250)), "owner_id": dice.pick(owners),
      "forecast_category": dice.pick(categories),
    ]
    var moments: [Int] = (0..<dice.roll(9)).map { _ in created - 3 + dice.roll(380 - created + 20) }
    moments.sort()
    for moment in moments {
      let field = dice.pick([
        "stage", "stage", "amount", "close_date", "owner_id", "forecast_category",
      ])
      let new: String
      switch field {
      case "stage": new = dice.pick(stages)
      case "amount": new = dice.chance(10) ? "" : "\(dice.roll(1000))"
      case "close_date": new = dice.chance(5) ? "" : day(moment + dice.roll(220) - 40)
      case "owner_id": new = dice.pick(owners)
      default: new = dice.pick(categories)
      }
      let hour = 10 + rows["deal_history.csv", default: []].count % 10
      rows["deal_history.csv", default: []].append(
        "\(id),\(day(moment))T\(hour):00Z,\(field),\(values[field] ?? ""),\(new)")
      values[field] = new
    }
    // Now and then deals.csv has moved on from the history.
    if dice.chance(15) { values["stage"] = dice.pick(stages) }
    if dice.chance(10) { values["owner_id"] = dice.pick(owners) }
    if dice.chance(10) { values["amount"] = "\(dice.roll(1000))" }
    if (values["close_date"] ?? "").isEmpty { values["close_date"] = day(400) }
    let isClosed = values["stage"] == "Won" || values["stage"] == "Lost"
    let closed = isClosed && dice.chance(60) ? day(created + dice.roll(380 - created)) : ""
    let type = dice.pick(["new", "new", "expansion", "renewal", ""])
    rows["deals.csv", default: []].append(
      [
        id, values["stage"] ?? "", values["amount"] ?? "", day(created), values["close_date"] ?? "",
        closed, values["owner_id"] ?? "", "a\(dice.roll(11))", type,
        dice.pick(["web", "event", ""]),
        values["forecast_category"] ?? "", dice.chance(20) ? "0.33" : "",
      ].joined(separator: ","))
  }

  /// The same rows in another order; rows of one moment of the history stay as they are.
  func shuffled(_ seed: UInt64) -> RandomCompany {
    var copy = self
    var dice = Dice(seed)
    for name in ["deals.csv", "accounts.csv", "quotas.csv", "activities.csv"] {
      copy.rows[name] = copy.rows[name].map { Self.shuffle($0, &dice) }
    }
    return copy
  }

  private static func shuffle(_ rows: [String], _ dice: inout Dice) -> [String] {
    var rows = rows
    for place in rows.indices { rows.swapAt(place, dice.roll(rows.count)) }
    return rows
  }

  func snapshot(without missing: String...) throws -> Snapshot {
    var files = ["revtop.yaml": "as_of: \(day(380))\nmarketing_sources: [event]\n"]
    for (name, header) in Self.headers where !missing.contains(name) {
      files[name] = ([header] + (rows[name] ?? [])).joined(separator: "\n")
    }
    return try Fixture.snapshot(files)
  }

  /// A question about a random day, period and slicers.
  func question(_ dice: inout Dice, _ snapshot: Snapshot) throws -> Question {
    let home = snapshot.manifest.asOf
    let asOf = dice.chance(40) ? home : home - dice.roll(200)
    let calendar = snapshot.manifest.fiscalCalendar
    let near = asOf + dice.roll(200) - 120
    let period =
      dice.chance(60)
      ? calendar.quarter(holding: near) : Period(start: near, end: near + dice.roll(150))
    var slicers = Slicers()
    if dice.chance(30) { slicers[.owner] = [dice.pick(["p1", "p2", "p3", "(none)", "ghost"])] }
    if dice.chance(20) { slicers[.team] = [dice.pick(["east", "west", "(none)"]), "north"] }
    if dice.chance(20) { slicers[.segment] = [dice.pick(["SMB", "(none)"])] }
    if dice.chance(10) { slicers[.type] = [dice.pick(["renewal", "new"])] }
    if dice.chance(10) { slicers[.source] = ["web"] }
    let since = dice.chance(50) ? asOf - 1 - dice.roll(120) : nil
    return Question(slicers: slicers, period: period, asOf: asOf, since: since)
  }
}

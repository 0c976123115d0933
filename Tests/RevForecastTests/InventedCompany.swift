import RevBase
import RevModel
import RevTesting

/// A seeded generator: the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// From 0 up to 1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}

/// A company whose deals live day by day, so that it can be exported on any day.
struct InventedCompany {
  struct Change {
    var day: Day
    var field: String
    var old: String
    var new: String
  }

  struct Life {
    var id: String
    var account: Int
    var owner: String
    var type: String
    var created: Day
    var amount: Int
    var due: Day
    var changes: [Change] = []
    var activities: [Day] = []
  }

  static let start = Day(Day.number(year: 2024, month: 1, day: 1))
  private(set) var lives: [Life] = []

  init(seed: UInt64, deals: Int = 260, days: Int = 800, renewals: Bool = false) {
    var random = SplitMix(seed: seed)
    for number in 0..<deals {
      let created = Self.start + Int(random.unit() * Double(days))
      var life = Life(
        id: "d\(number * 7919 % 10_007)", account: Int(random.unit() * 40),
        owner: "p\(Int(random.unit() * 4))",
        type: renewals && number % 3 == 0 ? "renewal" : number % 2 == 0 ? "new" : "expansion",
        created: created, amount: random.unit() < 0.08 ? 0 : 5_000 + Int(random.unit() * 60_000),
        due: created + 30 + Int(random.unit() * 90))
      Self.live(&life, until: Self.start + days, &random)
      lives.append(life)
    }
  }

  private static func live(_ life: inout Life, until end: Day, _ random: inout SplitMix) {
    let stages = ["Discovery", "Proposal", "Negotiation"]
    var (stage, amount, due, owner) = (0, life.amount, life.due, life.owner)
    var day = life.created + 1
    while day <= end {
      func change(_ field: String, _ old: String, _ new: String) {
        if old != new { life.changes.append(Change(day: day, field: field, old: old, new: new)) }
      }
      if random.unit() < 0.04 { life.activities.append(day) }
      if random.unit() < 0.01, amount > 0 {
        change("amount", "\(amount)", "\(amount + 1000)")
        amount += 1000
      }
      if day > due, random.unit() < 0.2 {
        change("close_date", "\(due)", "\(day + 30)")
        due = day + 30
      }
      if random.unit() < 0.004 {
        let next = "p\(Int(random.unit() * 4))"
        change("owner_id", owner, next)
        owner = next
      }
      let luck = random.unit()
      if luck < (stage == 2 ? 0.03 : 0.002) {
        change("stage", stages[stage], "Won")
        change("close_date", "\(due)", "\(day)")
        return
      } else if luck < 0.042 {
        change("stage", stages[stage], "Lost")
        change("close_date", "\(due)", "\(day)")
        return
      } else if luck < 0.09, stage < 2 {
        change("stage", stages[stage], stages[stage + 1])
        stage += 1
      }
      day = day + 1
    }
  }

  /// The company's export at the end of a day, its rows in an order of one's own.
  func snapshot(on day: Day, shuffledBy seed: UInt64? = nil) throws -> Snapshot {
    var known = lives.filter { $0.created <= day }
    var accounts = Array(0..<40)
    var people = Array(0..<4)
    if let seed {
      var random = SplitMix(seed: seed)
      known.shuffle(using: &random)
      accounts.shuffle(using: &random)
      people.shuffle(using: &random)
    }
    var deals =
      "deal_id,account_id,owner_id,stage,amount,created_date,close_date,closed_date,type\n"
    var history = "deal_id,changed_at,field,old_value,new_value\n"
    var activities = "activity_id,date,deal_id\n"
    var dated: [(day: Day, line: String)] = []
    for life in known {
      var values = [
        "stage": "Discovery", "amount": life.amount == 0 ? "" : "\(life.amount)",
        "close_date": "\(life.due)", "owner_id": life.owner,
      ]
      var closed = ""
      for change in life.changes where change.day <= day {
        values[change.field] = change.new
        if change.new == "Won" || change.new == "Lost" { closed = "\(change.day)" }
        history += "\(life.id),\(change.day),\(change.field),\(change.old),\(change.new)\n"
      }
      deals +=
        "\(life.id),a\(life.account),\(values["owner_id"] ?? ""),\(values["stage"] ?? ""),"
        + "\(values["amount"] ?? ""),\(life.created),\(values["close_date"] ?? ""),\(closed),"
        + "\(life.type)\n"
      for touch in life.activities where touch <= day {
        dated.append((touch, "\(life.id)-\(touch),\(touch),\(life.id)\n"))
      }
    }
    for entry in dated { activities += entry.line }
    return try Fixture.snapshot([
      "revtop.yaml": "name: Invented\nas_of: \(day)\n",
      "stages.csv": Fixture.stages, "deals.csv": deals, "deal_history.csv": history,
      "activities.csv": activities,
      "accounts.csv": "account_id,segment\n"
        + accounts.map { "a\($0),\($0 % 3 == 0 ? "Large" : "Small")\n" }.joined(),
      "people.csv": "person_id,name,role\n" + people.map { "p\($0),Person \($0),ae\n" }.joined(),
    ])
  }
}

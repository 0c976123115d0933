import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevTesting

@testable import RevRisk

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

/// A company whose deals live day by day, so that it can be exported on any day; with signal in its
/// stages and owners, or with none at all.
struct InventedCompany {
  private struct Life {
    var id: String
    var account: Int
    var owner: String
    var created: Day
    var amount: Int
    var due: Day
    var changes: [(day: Day, field: String, old: String, new: String)] = []
    var activities: [Day] = []
  }

  static let start = Day(Day.number(year: 2024, month: 1, day: 1))
  private var lives: [Life] = []

  init(seed: UInt64, deals: Int = 320, days: Int = 640, hasSignal: Bool = true) {
    var random = SplitMix(seed: seed)
    for number in 0..<deals {
      let created = Self.start + Int(random.unit() * Double(days))
      var life = Life(
        id: "d\(number)", account: Int(random.unit() * 30), owner: "p\(Int(random.unit() * 4))",
        created: created, amount: random.unit() < 0.08 ? 0 : 5_000 + Int(random.unit() * 60_000),
        due: created + 30 + Int(random.unit() * 90))
      Self.live(&life, until: Self.start + days, &random, hasSignal: hasSignal)
      lives.append(life)
    }
    // In the order of creation an earlier export is the beginning of a later one.
    lives.sort { ($0.created, $0.id) < ($1.created, $1.id) }
  }

  private static func live(
    _ life: inout Life, until end: Day, _ random: inout SplitMix, hasSignal: Bool
  ) {
    let stages = ["Discovery", "Proposal", "Negotiation"]
    var (stage, due) = (0, life.due)
    var day = life.created + 1
    while day <= end {
      func change(_ field: String, _ old: String, _ new: String) {
        life.changes.append((day, field, old, new))
      }
      if random.unit() < 0.05 { life.activities.append(day) }
      if day > due, random.unit() < 0.2 {
        change("close_date", "\(due)", "\(day + 30)")
        due = day + 30
      }
      let winning = hasSignal ? [0.001, 0.004, 0.035][stage] : 0.012
      let losing = hasSignal ? [0.02, 0.008, 0.004][stage] : 0.012
      let luck = random.unit()
      if luck < winning + losing {
        change("stage", stages[stage], luck < winning ? "Won" : "Lost")
        return
      } else if luck < winning + losing + 0.05, stage < 2 {
        change("stage", stages[stage], stages[stage + 1])
        stage += 1
      }
      day = day + 1
    }
  }

  /// The company's export at the end of a day.
  func snapshot(on day: Day) throws -> Snapshot {
    var deals =
      "deal_id,account_id,owner_id,stage,amount,created_date,close_date,closed_date,type\n"
    var history = "deal_id,changed_at,field,old_value,new_value\n"
    var activities = "activity_id,date,deal_id\n"
    for life in lives where life.created <= day {
      var values = ["stage": "Discovery", "close_date": "\(life.due)"]
      var closed = ""
      for change in life.changes where change.day <= day {
        values[change.field] = change.new
        if change.new == "Won" || change.new == "Lost" { closed = "\(change.day)" }
        history += "\(life.id),\(change.day),\(change.field),\(change.old),\(change.new)\n"
      }
      deals +=
        "\(life.id),a\(life.account),\(life.owner),\(values["stage"] ?? ""),"
        + "\(life.amount == 0 ? "" : "\(life.amount)"),\(life.created),"
        + "\(values["close_date"] ?? ""),\(closed),new\n"
      for touch in life.activities where touch <= day {
        activities += "\(life.id)-\(touch),\(touch),\(life.id)\n"
      }
    }
    return try Fixture.snapshot([
      "revtop.yaml": "name: Invented\nas_of: \(day)\n",
      "stages.csv": Fixture.stages, "deals.csv": deals, "deal_history.csv": history,
      "activities.csv": activities,
      "accounts.csv": "account_id,segment\n"
        + (0..<30).map { "a\($0),\($0 % 3 == 0 ? "Large" : "Small")\n" }.joined(),
      "people.csv": "person_id,name,role\n"
        + (0..<4).map { "p\($0),Person \($0),ae\n" }.joined(),
    ])
  }
}

/// A model and its question, from a snapshot on a day.
struct Bench {
  let engine: Engine
  let forecaster: Forecaster
  let context: AnswerContext
  let model: RiskModel
  let list: RiskList

  init(_ snapshot: Snapshot, on day: Day? = nil, _ slicers: Slicers = Slicers()) {
    engine = Engine(snapshot)
    forecaster = Forecaster(snapshot)
    let day = day ?? snapshot.manifest.asOf
    let period = snapshot.manifest.fiscalCalendar.quarter(holding: day)
    context = engine.context(Question(slicers: slicers, period: period, asOf: day))
    model = RiskModel(forecaster, context)
    list = RiskList(model, context)
  }

  var actions: NextBestActions {
    NextBestActions(engine, context, model, list, forecaster.forecast(context))
  }
}

// A small company for tests of deals: what a test does not say has a plain default.

import RevBase
import RevMetrics
import RevModel
import RevTesting

/// A snapshot as CSV text, as of 2026-11-16, in fiscal quarters of calendar years.
struct PipelineCase {
  var manifest = "as_of: 2026-11-16"
  var files: [String: String] = [
    "stages.csv": """
    stage,position,outcome,category,probability,qualified
    Lead,1,open,pipeline,0.05,false
    Talk,2,open,pipeline,0.2,true
    Offer,3,open,best_case,0.5,true
    Close,4,open,commit,0.8,true
    Won,5,won,closed,1,true
    Lost,6,lost,closed,0,true
    """
  ]

  /// - Parameters:
  ///   - deals: rows of deal_id, stage, amount, created_date, close_date, owner_id, type.
  ///   - history: rows of deal_id, changed_at, field, old_value, new_value.
  init(_ deals: String, history: String? = "") {
    files["deals.csv"] = "deal_id,stage,amount,created_date,close_date,owner_id,type\n" + deals
    if let history {
      files["deal_history.csv"] = "deal_id,changed_at,field,old_value,new_value\n" + history
    }
  }

  func snapshot() throws -> Snapshot {
    var all = files
    all["revtop.yaml"] = manifest + "\n"
    return try Fixture.snapshot(all)
  }

  func engine() throws -> Engine { Engine(try snapshot()) }

  /// Asks all numbers of deals for the fourth quarter of 2026 unless told otherwise.
  func ask(
    _ period: String = "2026-Q4", asOf: String? = nil, since: String? = nil,
    slicing slicers: [(RevModel.Dimension, String)] = []
  ) throws -> Readout {
    let engine = try engine()
    return engine.answer(
      try engine.question(period, asOf: asOf, since: since, slicing: slicers),
      groups: [.pipeline, .bookings, .forecast, .team])
  }
}

extension Engine {
  func question(
    _ period: String = "2026-Q4", asOf: String? = nil, since: String? = nil,
    slicing slicers: [(RevModel.Dimension, String)] = []
  ) throws -> Question {
    var chosen = Slicers()
    for (dimension, value) in slicers { chosen[dimension] = (chosen[dimension] ?? []) + [value] }
    return Question(
      slicers: chosen, period: try snapshot.manifest.fiscalCalendar.period(period),
      asOf: asOf.flatMap { Day($0) } ?? snapshot.manifest.asOf, since: since.flatMap { Day($0) })
  }
}

extension Readout {
  /// An amount as text; nil when undefined.
  func amount(_ id: MetricID) -> String? { self[id].value?.money?.description }

  /// Any other number; nil when undefined.
  func value(_ id: MetricID) -> Double? { self[id].value?.double }

  func why(_ id: MetricID) -> String? { self[id].reason }
}

/// Numbers that look random and are the same in every run.
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func roll(_ sides: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % sides
  }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }
  mutating func chance(_ percent: Int) -> Bool { roll(100) < percent }
}

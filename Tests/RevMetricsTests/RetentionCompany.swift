// A company in memory for tests of numbers: tables are written as little CSV texts, without quotes.

import RevBase
import RevMetrics
import RevModel

/// A snapshot under construction; blanks and columns mean what they mean in files.
struct Company {
  var manifest: Manifest
  private(set) var files: [String: [[String: String]]] = [:]
  private(set) var headers: [String: [String]] = [:]

  init(asOf: String, startMonth: Int = 1) {
    manifest = Manifest(name: "Test", asOf: day(asOf))
    manifest.fiscalCalendar = FiscalCalendar(startMonth: startMonth)
    self["stages"] = """
      stage,position,outcome,category,probability,qualified
      Lead,1,open,omitted,0.1,false
      Talk,2,open,pipeline,0.3,true
      Offer,3,open,commit,0.6,true
      Won,4,won,closed,1,true
      Lost,5,lost,closed,0,true
      """
    self["deals"] = "deal_id,stage,created_date,close_date,amount,owner_id,account_id,type,source"
  }

  /// The text of a file; its first line names the columns.
  subscript(name: String) -> String {
    get { "" }
    set {
      let lines = newValue.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed)
      }
      let header = lines.first ?? []
      headers[name] = header
      files[name] = lines.dropFirst().map { cells in
        Dictionary(uniqueKeysWithValues: zip(header, cells)).filter { !$0.value.isEmpty }
      }
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }

  /// Turns the rows of a file around.
  mutating func reverse(_ name: String) { files[name]?.reverse() }

  /// Takes a file over from another company.
  mutating func copy(_ name: String, from other: Company) {
    headers[name] = other.headers[name]
    files[name] = other.files[name]
  }

  func engine() -> Engine { Engine(snapshot()) }

  func question(
    _ period: String, asOf: String? = nil, _ slicers: [(Dimension, [String])] = []
  ) throws -> Question {
    var chosen = Slicers()
    for (dimension, values) in slicers { chosen[dimension] = values }
    return Question(
      slicers: chosen, period: try manifest.fiscalCalendar.period(period),
      asOf: asOf.map(day) ?? manifest.asOf)
  }

  /// Asks everything.
  func ask(
    _ period: String, asOf: String? = nil, _ slicers: [(Dimension, [String])] = []
  ) throws -> Readout {
    engine().answer(try question(period, asOf: asOf, slicers))
  }

  func facts(
    _ period: String, asOf: String? = nil, _ slicers: [(Dimension, [String])] = []
  ) throws -> Facts {
    Facts(engine().context(try question(period, asOf: asOf, slicers)))
  }
}

/// The day of a text that is known to be one.
func day(_ text: String) -> Day {
  guard let day = Day(text) else { preconditionFailure("no day: \(text)") }
  return day
}

extension Readout {
  /// The value as a number; nil when undefined.
  func number(_ id: MetricID) -> Double? { self[id].value?.double }

  /// Why a number is undefined.
  func reason(_ id: MetricID) -> String? { self[id].reason }
}

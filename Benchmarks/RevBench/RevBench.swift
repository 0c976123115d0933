import Glibc
import RevBase
import RevIngest
import RevMetrics
import RevModel

/// Measures the product on one snapshot: loading, questions, steps through time, frames, memory.
///
/// All figures are processor time, the smallest of many samples. Compare figures of one run with
/// each other: the column `x plain` is the time of a plain implementation over an array of structs
/// divided by that of the engine, both in this run.
@main
struct RevBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else {
      print("usage: RevBench SNAPSHOT-FOLDER [load|questions|travel|frame|learnt|plain]...")
      print("make a folder with: revtop sample --deals 1000000 --out FOLDER")
      exit(2)
    }
    let folder = arguments[1]
    let wanted = Set(arguments.dropFirst(2))
    func wants(_ part: String) -> Bool { wanted.isEmpty || wanted.contains(part) }
    let before = ResidentMemory.bytes()
    let start = Stopwatch.now()
    let (snapshot, _) = try SnapshotLoader.load(folder: folder)
    let seconds = (Stopwatch.now() - start) / 1000
    print("\(folder): \(snapshot.deals.count) deals, all tables in \(fixed(seconds, 1)) s\n")
    if wants("load") { try LoadBench.run(folder, snapshot, grown: ResidentMemory.bytes() - before) }
    let engine = Engine(snapshot)
    if wants("questions") { QuestionBench.run(engine) }
    if wants("travel") { TravelBench.run(engine) }
    if wants("frame") { FrameBench.run(engine, isLearnt: false) }
    if wants("learnt") { FrameBench.run(engine, isLearnt: true) }
    if wants("plain") { PlainBench.run(engine) }
  }
}

/// A number with some decimals, without Foundation.
func fixed(_ value: Double, _ places: Int) -> String {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let whole = Int((value * scale).rounded())
  let digits = String(whole.magnitude)
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  let split = padded.index(padded.endIndex, offsetBy: -places)
  let sign = whole < 0 ? "-" : ""
  return places == 0 ? sign + padded : "\(sign)\(padded[..<split]).\(padded[split...])"
}

/// One line of the table.
func report(_ name: String, _ value: String, _ note: String = "") {
  func pad(_ text: String, _ width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return left ? space + text : text + space
  }
  print("\(pad(name, 44)) \(pad(value, 12, left: true))  \(note)")
}

func report(_ name: String, _ result: Stopwatch.Result, _ note: String = "") {
  report(name, fixed(result.best, 2) + " ms", note)
}

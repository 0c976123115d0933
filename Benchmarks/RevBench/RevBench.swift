import Glibc
import RevBase
import RevIngest
import RevMetrics
import RevModel

/// Measures the product on one snapshot: loading, questions, steps through time, frames, memory.
///
/// Each line has processor time of all threads (the smallest, the middle and the largest sample) and
/// wall time (the middle one), in milliseconds. Compare figures of one run with each other.
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
    var loaded: Snapshot?
    let whole = try Stopwatch.measure(1) {
      loaded = try SnapshotLoader.load(folder: folder).snapshot
    }
    guard let snapshot = loaded else { return }
    print("\(folder): \(snapshot.deals.count) deals\n")
    report("milliseconds", "cpu best", "middle", "worst", "wall", "")
    if wants("load") {
      let grown = ResidentMemory.bytes() - before
      try LoadBench.run(folder, snapshot, whole: whole, grown: grown)
    }
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
func report(
  _ name: String, _ best: String, _ middle: String, _ worst: String, _ wall: String,
  _ note: String
) {
  func pad(_ text: String, _ width: Int, left: Bool = true) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return left ? space + text : text + space
  }
  let numbers = [best, middle, worst, wall].map { pad($0, 10) }.joined()
  print("\(pad(name, 46, left: false))\(numbers)  \(note)")
}

func report(_ name: String, _ value: String, _ note: String = "") {
  report(name, value, "", "", "", note)
}

func report(_ name: String, _ result: Stopwatch.Result, _ note: String = "") {
  report(
    name, fixed(result.cpu.best, 2), fixed(result.cpu.middle, 2), fixed(result.cpu.worst, 2),
    fixed(result.wall.middle, 2), note)
}

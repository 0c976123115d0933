import Foundation
import RevRuntime

/// One line on standard error that says how far a long piece of work has come.
///
/// Nothing is shown during the first half second, nor when standard error is no terminal.
struct ProgressLine {
  private let what: String
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant
  private var isShown = false
  private let isTerminal = isatty(2) == 1

  init(_ what: String) {
    self.what = what
    last = start
  }

  mutating func show(done: Int, total: Int) {
    guard isTerminal else { return }
    let now = ContinuousClock.now
    guard now - start > .milliseconds(500), now - last > .milliseconds(100) else { return }
    last = now
    isShown = true
    let share = total > 0 ? done * 100 / total : 0
    let seconds = Double((now - start).components.seconds) + 0.5
    let rate = Int(Double(done) / seconds)
    write("\r\(what): \(done) of \(total), \(share)%, \(rate) a second\u{1B}[K")
  }

  /// - Parameters:
  ///   - step: what is being done.
  ///   - rows: rows read so far; 0 while none are counted.
  ///   - share: 0 to 1.
  mutating func show(_ step: String, rows: Int, share: Double) {
    guard isTerminal else { return }
    let now = ContinuousClock.now
    guard now - start > .milliseconds(500), now - last > .milliseconds(100) else { return }
    last = now
    isShown = true
    let passed = (now - start) / .seconds(1)
    var line = "\(step): \(Int(share * 100))%"
    if rows > 0 { line += ", \(rows) rows, \(Int(Double(rows) / passed)) a second" }
    if share > 0.02 { line += ", \(Int((passed / share - passed).rounded(.up))) s left" }
    write("\r\(TextGate.line(line))\u{1B}[K")
  }

  mutating func clear() {
    if isShown { write("\r\u{1B}[K") }
    isShown = false
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

import RevBase
package import RevIngest
package import RevMetrics
package import RevModel
package import RevPresentation

/// Which snapshot a command is about, and which question it asks of it, as the user wrote it.
package struct SnapshotRequest: Sendable {
  package var folder: String
  package var asOf: String?
  package var period: String?
  package var since: String?
  /// Slicers in the order given.
  package var slicers: [(dimension: Dimension, value: String)] = []
  /// What the numbers are compared with: a day, a period, `owner:ID` or a word.
  package var against: String?
  /// Suppositions, a deal each: `D-17 stage=Won amount=50000`.
  package var whatIf: [String] = []

  package init(folder: String) { self.folder = folder }

  /// Whether it asks for anything but the snapshot's own day and everything in it.
  var asksForMore: Bool {
    asOf != nil || period != nil || since != nil || !slicers.isEmpty || !whatIf.isEmpty
  }

  /// A loaded snapshot with the question that was asked of it.
  package struct Opened: Sendable {
    package let engine: Engine
    package let report: LoadReport
    package let question: Question
    /// What the user should know although it is no error.
    package let warnings: [String]
    /// What the numbers are compared with; nil when they are not.
    package var against: Against?

    /// The question whose answers are subtracted; nil when nothing is compared.
    package var otherQuestion: Question? {
      against?.question(question, engine.snapshot.setting)
    }
  }

  /// Loads the snapshot and understands the question.
  package func open(
    progress: @escaping @Sendable (LoadProgress) -> Void = { _ in }
  ) throws(CommandError) -> Opened {
    let loaded: (snapshot: Snapshot, report: LoadReport)
    do throws(LoadError) {
      loaded = try SnapshotLoader.load(folder: folder, progress: progress)
    } catch {
      throw CommandError(.badData, error.description)
    }
    let engine = Engine(loaded.snapshot)
    let (question, warnings) = try question(engine)
    var opened = Opened(
      engine: engine, report: loaded.report, question: question, warnings: warnings)
    opened.against = try other(question, loaded.snapshot)
    return opened
  }

  /// The other side of the comparison that was asked for.
  private func other(
    _ question: Question, _ snapshot: Snapshot
  ) throws(CommandError) -> Against? {
    guard let against else { return nil }
    let other: Against
    do throws(AgainstError) {
      other = try Against(against, question, snapshot.setting)
    } catch {
      throw CommandError(.badUsage, "--against: \(error.description)")
    }
    if case .owner(let id) = other, id != Slicers.none, !snapshot.knows(id, of: .owner) {
      throw CommandError(.badUsage, "--against: no owner has the id '\(id)'")
    }
    return other
  }

  /// Puts the suppositions of the command line into a question.
  private func suppose(_ question: inout Question, _ engine: Engine) throws(CommandError) {
    guard !whatIf.isEmpty else { return }
    let reader = Supposing(engine.snapshot, knownAs: engine.book(on: question.asOf))
    do throws(SuppositionError) {
      for line in whatIf {
        question.whatIf = try reader.applying(line: line, to: question.whatIf)
      }
    } catch {
      throw CommandError(.badUsage, "--what-if: \(error.description)")
    }
  }

  /// The question in the words of the options.
  package func question(_ engine: Engine) throws(CommandError) -> (Question, [String]) {
    let snapshot = engine.snapshot
    var question = engine.initialQuestion
    if let asOf {
      let day = try Self.day(asOf, option: "--as-of")
      try Self.check(day, snapshot)
      question.asOf = day
      question.period = snapshot.manifest.fiscalCalendar.quarter(holding: day)
    }
    if let period {
      do throws(PeriodError) {
        question.period = try snapshot.manifest.fiscalCalendar.period(period)
      } catch {
        throw CommandError(.badUsage, "--period: \(error)")
      }
    }
    if let since {
      let day = try Self.day(since, option: "--since")
      guard day < question.asOf else {
        throw CommandError(
          .badUsage,
          "--since \(day) is not before the as-of day \(question.asOf); name an earlier day"
        )
      }
      question.since = day
    }
    for (dimension, value) in slicers {
      var values = question.slicers[dimension] ?? []
      if !values.contains(value) { values.append(value) }
      question.slicers[dimension] = values
    }
    try suppose(&question, engine)
    return (question, Self.unknownValues(question.slicers, snapshot))
  }

  /// An as-of day about which something is known.
  private static func check(_ day: Day, _ snapshot: Snapshot) throws(CommandError) {
    let last = snapshot.manifest.asOf
    guard day <= last else {
      throw CommandError(
        .badData,
        "--as-of \(day) is after the snapshot's own day \(last); nothing is known about it")
    }
    guard day == last || snapshot.history != nil else {
      throw CommandError(
        .badData,
        "--as-of \(day): deal_history.csv is missing, so only the snapshot's own day \(last) "
          + "can be shown")
    }
  }

  private static func day(_ text: String, option: String) throws(CommandError) -> Day {
    guard let day = Day(text) else {
      throw CommandError(.badUsage, "\(option): '\(text)' is not a day; write it as 2026-11-16")
    }
    return day
  }

  /// Warnings about slicer values that occur nowhere: they select nothing.
  private static func unknownValues(_ slicers: Slicers, _ snapshot: Snapshot) -> [String] {
    var warnings: [String] = []
    for (dimension, values) in slicers.pairs {
      for value in values where value != Slicers.none {
        if !snapshot.knows(value, of: dimension) {
          warnings.append(
            "no \(dimension.rawValue) is called '\(value)'; it selects nothing "
              + "(names are compared exactly, owners by id)")
        }
      }
    }
    return warnings
  }
}

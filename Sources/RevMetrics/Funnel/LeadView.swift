import RevBase
import RevModel

/// leads.csv as it was known at the end of a day: a date after that day has not happened.
struct LeadView {
  /// Whether a lead was answered in time.
  enum Answer { case inTime, late, unknown }

  let table: LeadTable
  private let context: AnswerContext
  // Deals as they are at A, each column by itself: looking one up must not copy the whole table.
  private let standing: [UInt8]
  private let dealCreated: [Int32]
  /// Whether the day of reading is the as-of day.
  private let isHome: Bool
  /// What the leads are counted for.
  let readingDay: Day
  /// The day at whose end the leads are read.
  private let today: Int32
  /// The first moment after that day.
  private let midnight: Int64
  /// The longest time to an answer, in microseconds.
  private let limit: Int64
  private let segment: [UInt8]
  private let source: [UInt8]
  private let person: [UInt8]

  /// - Parameter day: the day of reading; the as-of day when nil.
  init?(_ context: AnswerContext, on day: Day? = nil) {
    guard let table = context.snapshot.leads else { return nil }
    self.table = table
    self.context = context
    standing = context.book.standing
    dealCreated = context.snapshot.deals.created
    isHome = day == nil || day == context.question.asOf
    let manifest = context.snapshot.manifest
    let today = day ?? context.question.asOf
    self.today = today.number
    readingDay = today
    midnight = manifest.zone.start(of: today + 1).microseconds
    limit = Int64(manifest.responseSLAHours) * Instant.perHour
    let masks = context.selection.masks
    segment = masks.words(.segment, table.segment.vocabulary) ?? []
    source = masks.words(.source, table.source.vocabulary) ?? []
    person = masks.person ?? []
  }

  func passes(_ row: Int) -> Bool { passes(cell(row)) }

  /// Whether the slicers let the leads of a group through.
  func passes(_ cell: LeadCube.Cell) -> Bool {
    if !segment.isEmpty, segment[Int(cell.segment) + 1] == 0 { return false }
    if !source.isEmpty, source[Int(cell.source) + 1] == 0 { return false }
    return person.isEmpty || person[Int(cell.owner) + 1] != 0
  }

  /// The group of a lead.
  @inline(__always)
  func cell(_ row: Int) -> LeadCube.Cell {
    LeadCube.Cell(
      segment: table.segment.codes[row], source: table.source.codes[row], owner: table.owner[row])
  }

  /// The leads created from one day to another and known on the day of reading, by group.
  func cube(from first: Int32, to last: Int32) -> LeadCube {
    LeadCube(
      LeadCube.Scope(asOf: context.question.asOf, day: readingDay, first: first, last: last), self,
      hotFrom: Int32(clamping: context.snapshot.manifest.hotLeadScore))
  }

  /// Whether a date of a lead has happened.
  private func happened(_ day: Int32) -> Bool { day != Day.unknownNumber && day <= today }

  /// The steps that a lead had reached.
  func reached(_ row: Int) -> Reached {
    var steps: Reached = happened(table.meeting[row]) ? .meeting : []
    let deal = Int(table.deal[row])
    if deal >= 0, deal < standing.count {
      let exists =
        isHome ? standing[deal] != Standing.absent.rawValue : dealCreated[deal] <= today
      if exists { steps.formUnion([.opportunity, .sql, .mql]) }
      if isHome, standing[deal] == Standing.won.rawValue { steps.insert(.won) }
    }
    if happened(table.sql[row]) { steps.formUnion([.sql, .mql]) }
    if happened(table.mql[row]) { steps.insert(.mql) }
    return steps
  }

  /// Whether the first answer came in time; unknown where an hour is missing or time is left.
  func answer(_ row: Int) -> Answer {
    if table.createdIsDay[row] { return .unknown }
    let created = table.createdAt[row]
    if happened(table.response[row]) {
      if table.responseIsDay[row] { return .unknown }
      return table.responseAt[row] - created <= limit ? .inTime : .late
    }
    return created + limit <= midnight ? .late : .unknown
  }

  /// Whether a lead waits for its first answer for longer than the limit.
  func isUntouched(_ row: Int) -> Bool {
    table.created[row] <= today && !happened(table.response[row])
      && !happened(table.disqualified[row]) && midnight - table.createdAt[row] > limit
  }

  /// Steps of the leads under the slicers that were created from one day to another.
  func steps(createdFrom first: Day, to last: Day) -> LeadSteps {
    let cube = context.memory.leads(self, context.question, from: first, to: last)
    var steps = LeadSteps()
    for (cell, part) in zip(cube.cells, cube.sums) where passes(cell) { steps += part.steps }
    return steps
  }

  /// Rows of leads created in P by A that reached all of some steps.
  func rows(reaching steps: Reached) -> [Int32] {
    let question = context.question
    let (first, last) = (question.period.start.number, question.end.number)
    return (0..<table.count).filter { row in
      table.created[row] >= first && table.created[row] <= last && passes(row)
        && reached(row).isSuperset(of: steps)
    }.map { Int32($0) }
  }
}

import RevBase
import RevModel

/// The rows of leads.csv.
struct LeadPart: TablePart {
  var shared: Referents
  var table = LeadTable()
  private var id = TextArena()
  private var source = CodeBuilder()
  private var campaign = CodeBuilder()
  private var segment = CodeBuilder()

  init(shared: Referents) { self.shared = shared }

  func empty() -> LeadPart { LeadPart(shared: shared.bare) }

  mutating func reserve(_ rows: Int, _ reader: TableReader) {
    id.reserve(rows: rows, bytes: rows * 12)
    source.reserve(rows)
    campaign.reserve(rows)
    segment.reserve(rows)
    table.createdAt.reserveCapacity(rows)
    table.created.reserveCapacity(rows)
    table.createdIsDay.reserveCapacity(rows)
    table.responseAt.reserveCapacity(rows)
    table.response.reserveCapacity(rows)
    table.responseIsDay.reserveCapacity(rows)
    table.account.reserveCapacity(rows)
    table.owner.reserveCapacity(rows)
    table.score.reserveCapacity(rows)
    table.mql.reserveCapacity(rows)
    table.sql.reserveCapacity(rows)
    table.meeting.reserveCapacity(rows)
    table.deal.reserveCapacity(rows)
    table.disqualified.reserveCapacity(rows)
  }

  mutating func read(_ reader: inout TableReader) throws(LoadError) {
    reader.require("lead_id")
    let created = reader.times("created_at", required: true)
    let score = reader.scores("score")
    let response = reader.times("first_response_at")
    let mql = reader.days("mql_date")
    let sql = reader.days("sql_date")
    let meeting = reader.days("meeting_date")
    let disqualified = reader.days("disqualified_date")
    reader.unique("lead_id")
    reader.settle()
    try reader.append("lead_id", to: &id)
    for row in reader.accepted {
      table.createdAt.append(created[row].microseconds)
      table.created.append(created[row].day)
      table.createdIsDay.append(created[row].isDay)
      table.responseAt.append(response[row].microseconds)
      table.response.append(response[row].day)
      table.responseIsDay.append(response[row].isDay)
    }
    reader.append("source", to: &source)
    reader.append("campaign", to: &campaign)
    reader.append("segment", to: &segment)
    try reader.append("account_id", to: &table.account, of: &shared.accounts)
    try reader.append("owner_id", to: &table.owner, of: &shared.people)
    reader.append(score, to: &table.score)
    reader.append(mql, to: &table.mql)
    reader.append(sql, to: &table.sql)
    reader.append(meeting, to: &table.meeting)
    try reader.append("deal_id", to: &table.deal, of: &shared.deals)
    reader.append(disqualified, to: &table.disqualified)
  }

  mutating func append(
    _ next: LeadPart, _ codes: Recodings, at place: StretchPlace
  ) throws(LoadError) {
    id.append(next.id)
    source.append(next.source)
    campaign.append(next.campaign)
    segment.append(next.segment)
    table.createdAt.append(contentsOf: next.table.createdAt)
    table.created.append(contentsOf: next.table.created)
    table.createdIsDay.append(contentsOf: next.table.createdIsDay)
    table.responseAt.append(contentsOf: next.table.responseAt)
    table.response.append(contentsOf: next.table.response)
    table.responseIsDay.append(contentsOf: next.table.responseIsDay)
    table.account.append(next.table.account, codes.accounts)
    table.owner.append(next.table.owner, codes.people)
    table.score.append(contentsOf: next.table.score)
    table.mql.append(contentsOf: next.table.mql)
    table.sql.append(contentsOf: next.table.sql)
    table.meeting.append(contentsOf: next.table.meeting)
    table.deal.append(next.table.deal, codes.deals)
    table.disqualified.append(contentsOf: next.table.disqualified)
    if id.overflowed { throw .tooMuchText(path: place.path, column: "lead_id") }
  }

  mutating func finish(_ reader: inout TableReader) {
    table.columns = reader.columns
    table.id = id.finish()
    table.source = source.finish()
    table.campaign = campaign.finish()
    table.segment = segment.finish()
  }
}

/// The rows of activities.csv.
struct ActivityPart: TablePart {
  var shared: Referents
  var table = ActivityTable()
  private var kind = CodeBuilder()

  init(shared: Referents) { self.shared = shared }

  func empty() -> ActivityPart { ActivityPart(shared: shared.bare) }

  mutating func reserve(_ rows: Int, _ reader: TableReader) {
    kind.reserve(rows)
    table.date.reserveCapacity(rows)
    table.deal.reserveCapacity(rows)
    table.account.reserveCapacity(rows)
    table.person.reserveCapacity(rows)
    table.direction.reserveCapacity(rows)
  }

  private static let directions = WordList(
    words: [
      ("in", ActivityTable.Direction.inbound.rawValue),
      ("out", ActivityTable.Direction.outbound.rawValue),
    ],
    blank: ActivityTable.Direction.blank.rawValue, other: ActivityTable.Direction.other.rawValue)

  mutating func read(_ reader: inout TableReader) throws(LoadError) {
    reader.require("activity_id")
    let date = reader.days("date", required: true)
    reader.unique("activity_id")
    reader.settle()
    reader.append(date, to: &table.date)
    reader.append("kind", to: &kind)
    try reader.append("deal_id", to: &table.deal, of: &shared.deals)
    try reader.append("account_id", to: &table.account, of: &shared.accounts)
    try reader.append("person_id", to: &table.person, of: &shared.people)
    table.direction.append(contentsOf: reader.words("direction", Self.directions))
  }

  mutating func append(
    _ next: ActivityPart, _ codes: Recodings, at place: StretchPlace
  ) throws(LoadError) {
    kind.append(next.kind)
    table.date.append(contentsOf: next.table.date)
    table.deal.append(next.table.deal, codes.deals)
    table.account.append(next.table.account, codes.accounts)
    table.person.append(next.table.person, codes.people)
    table.direction.append(contentsOf: next.table.direction)
  }

  mutating func finish(_ reader: inout TableReader) {
    table.columns = reader.columns
    table.kind = kind.finish()
  }
}

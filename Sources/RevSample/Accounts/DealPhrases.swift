/// The words of deal rows as bytes: stages, categories, fields and campaigns.
struct DealPhrases: Sendable {
  let stages: [[UInt8]] = Stage.allCases.map { Array($0.name.utf8) }
  let categories: [[UInt8]] = Category.allCases.map { Array($0.name.utf8) }
  let fields: [[UInt8]] = Change.Field.allCases.map { Array($0.name.utf8) }
  let dash = Array(" - ".utf8)
  let kinds: [[UInt8]] = ["", " expansion", " renewal"].map { Array($0.utf8) }
  let renewalPipeline = Array("Renewal".utf8)
  let recurring = Array("recurring".utf8)
  let oneOff = Array("one_off".utf8)
  let inbound = Array("in".utf8)
  let outbound = Array("out".utf8)

  /// Campaigns by quarter x marketing source.
  private let campaigns: [[UInt8]]

  init(company: Company) {
    let topics = Vocabulary.bytes("Field operations|Scheduling at scale|Cost of delay|Peer stories")
    var campaigns: [[UInt8]] = []
    for quarter in 0..<max(1, company.calendar.quarterCount) {
      let label = Self.label(quarter, company.calendar)
      for source in company.names.sources.prefix(Vocabulary.marketingSources) {
        campaigns.append(
          label + Array(" ".utf8) + source + Array(": ".utf8) + topics[quarter % topics.count])
      }
    }
    self.campaigns = campaigns
  }

  func campaign(quarter: Int, source: Int) -> [UInt8] {
    let place = max(0, quarter) * Vocabulary.marketingSources + source
    return campaigns[min(place, campaigns.count - 1)]
  }

  /// The fiscal quarter in words, such as `FY27-Q4`.
  private static func label(_ quarter: Int, _ calendar: SampleCalendar) -> [UInt8] {
    let month = calendar.month(calendar.quarterStarts[quarter]) - (Company.fiscalYearStartMonth - 1)
    let year = month / 12 + (Company.fiscalYearStartMonth == 1 ? 0 : 1)
    return Array("FY\(year % 100)-Q\(month % 12 / 3 + 1)".utf8)
  }
}

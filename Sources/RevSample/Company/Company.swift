internal import RevBase

/// The invented company before anything happens to it: its calendar, people, climate and words.
///
/// A class, because every simulation of an account reads it and none changes it: it is shared
/// instead of copied.
final class Company: Sendable {
  let options: SampleCompany.Options
  let calendar: SampleCalendar
  let climate: Climate
  let names: Vocabulary
  let roster: Roster

  static let fiscalYearStartMonth = 2

  init(_ options: SampleCompany.Options) {
    self.options = options
    names = Vocabulary()
    calendar = SampleCalendar(
      asOf: options.asOf, months: options.months,
      fiscal: FiscalCalendar(startMonth: Self.fiscalYearStartMonth))
    climate = Climate(calendar: calendar, seed: options.seed)
    roster = Roster(
      calendar: calendar, deals: options.deals, seed: options.seed, names: names)
  }

  func random(_ stream: SampleRandom.Stream, _ index: Int) -> SampleRandom {
    SampleRandom(seed: options.seed, stream: stream, index: index)
  }
}

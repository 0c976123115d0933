package import RevBase
package import RevModel

/// What the whole screen is compared with.
package enum Against: Hashable, Sendable {
  /// The same question as it was answered on another day.
  case day(Day)
  /// Another period, at the same point of it.
  case period(Period)
  /// The same question about one owner, by id.
  case owner(String)
}

/// Why a text names nothing to compare with.
package struct AgainstError: Error, Equatable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

extension Against {
  /// What a comparison has to know about the snapshot.
  package struct Setting: Sendable {
    package var calendar: FiscalCalendar
    /// The snapshot's own day.
    package var home: Day
    package var hasHistory: Bool

    package init(calendar: FiscalCalendar, home: Day, hasHistory: Bool) {
      self.calendar = calendar
      self.home = home
      self.hasHistory = hasHistory
    }
  }

  /// Reads a day, a period, `owner:ID`, or one of the words `last-monday`, `last-week`,
  /// `last-month`, `previous` (the period before) and `last-year` (the period a year before).
  package init(
    _ text: String, _ question: Question, _ setting: Setting
  ) throws(AgainstError) {
    if text.hasPrefix("owner:") {
      let id = String(text.dropFirst(6))
      if id.isEmpty { throw AgainstError("write the owner's id, as owner:p3") }
      self = .owner(id)
      return
    }
    let (calendar, asOf) = (setting.calendar, question.asOf)
    switch text {
    case "last-monday": self = .day(Self.lastMonday(asOf))
    case "last-week": self = .day(asOf - 7)
    case "last-month": self = .day(asOf.firstOfMonth - 1)
    case "previous": self = .period(calendar.shift(question.period, by: -1))
    case "last-year":
      self = .period(Self.yearBefore(question.period, calendar))
    default:
      if let day = Day(text) {
        self = .day(day)
      } else if let period = try? calendar.period(text) {
        self = .period(period)
      } else {
        throw AgainstError(
          "'\(text)' is nothing to compare with; write a day (2026-11-09), a period (2027-Q3), "
            + "owner:ID, last-monday, last-week, last-month, previous or last-year")
      }
    }
    try check(question, setting)
  }

  /// The Monday before a day.
  package static func lastMonday(_ day: Day) -> Day { (day - 1).monday }

  /// The period of the same name a year earlier; a free range moves by 52 weeks.
  package static func yearBefore(_ period: Period, _ calendar: FiscalCalendar) -> Period {
    if period == calendar.quarter(holding: period.start) { return calendar.shift(period, by: -4) }
    if period == calendar.year(calendar.quarterIndex(of: period.start).year) {
      return calendar.shift(period, by: -1)
    }
    if period.start == period.start.firstOfMonth, period.end == period.start.lastOfMonth {
      return calendar.shift(period, by: -12)
    }
    return Period(start: period.start - 364, end: period.end - 364)
  }

  private func check(_ question: Question, _ setting: Setting) throws(AgainstError) {
    guard case .day(let day) = self else {
      if case .period(let period) = self, period == question.period {
        throw AgainstError("\(period.label) is the period itself; name another one")
      }
      return
    }
    guard setting.hasHistory else {
      throw AgainstError("another day needs deal_history.csv; a period or an owner can be compared")
    }
    guard day <= setting.home else {
      throw AgainstError("nothing is known after \(setting.home)")
    }
    guard day != question.asOf else {
      throw AgainstError("\(day) is the as-of day itself; name another one")
    }
  }

  /// The question whose answers are subtracted.
  ///
  /// Suppositions belong to the question alone, except where only the owner differs. A period is
  /// asked about on the day that lies as far into it as the as-of day lies in the question's own;
  /// without a history on the same day.
  package func question(_ question: Question, _ setting: Setting) -> Question {
    var copy = question
    switch self {
    case .day(let day):
      copy.asOf = day
      copy.whatIf = []
    case .period(let period):
      copy.period = period
      copy.whatIf = []
      if setting.hasHistory {
        let day = period.start + (question.asOf - question.period.start)
        copy.asOf = min(day, question.asOf)
      }
    case .owner(let id):
      copy.slicers[.owner] = [id]
    }
    // The movement keeps its length.
    copy.since = question.since.map { copy.asOf - (question.asOf - $0) }
    return copy
  }

  /// As it can be typed: `2026-11-09`, `FY2027-Q3`, `owner:p3`.
  package var text: String {
    switch self {
    case .day(let day): "\(day)"
    case .period(let period): period.label
    case .owner(let id): "owner:\(id)"
    }
  }
}

extension SnapshotFacts {
  /// What a comparison has to know.
  package var setting: Against.Setting {
    Against.Setting(calendar: calendar, home: home.asOf, hasHistory: hasHistory)
  }
}

extension Snapshot {
  /// What a comparison has to know.
  package var setting: Against.Setting {
    Against.Setting(
      calendar: manifest.fiscalCalendar, home: manifest.asOf, hasHistory: history != nil)
  }
}

package import RevBase

/// Days as people type them: `2026-11-20`, `fri`, `+7`, `tomorrow`.
package enum DayWords {
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// The day that a text means, seen from `today`; nil when it means none.
  package static func day(_ text: String, today: Day) -> Day? {
    let word = text.lowercased().filter { $0 != " " }
    switch word {
    case "today": return today
    case "tomorrow": return today + 1
    default: break
    }
    if word.hasPrefix("+"), let days = Int(word.dropFirst()), (0...3_660).contains(days) {
      return today + days
    }
    if word.count >= 3, let index = weekdays.firstIndex(where: { word.hasPrefix($0) }) {
      // The next one, never today.
      return today + ((index - today.weekday + 6) % 7 + 1)
    }
    return Day(word)
  }

  /// What can be typed, for the line below a field.
  package static let hint = "2026-11-20, fri, +7, tomorrow; blank for none"

  /// The working day that a new action is due on: a week on.
  package static func usualDue(_ today: Day) -> Day {
    let day = today + 7
    return day.weekday < 5 ? day : day + (7 - day.weekday)
  }
}

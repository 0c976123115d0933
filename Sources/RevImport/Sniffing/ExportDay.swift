import RevBase

/// Finds the day on which a file was exported.
enum ExportDay {
  /// Nearer than this to the newest day in the file, the day on which it was written is believed.
  private static let trust = 7

  /// The day and how it was found out; nil when nothing tells.
  ///
  /// A name comes before what is remembered of the same bytes (`imported`): a week in which nothing
  /// changed, or went back to what it was, gives the same file under a later day.
  static func find(_ file: PreparedFile, imported: Day?) -> (day: Day, evidence: String)? {
    if let day = inName(file.name) { return (day, "in the name of the file") }
    if let imported { return (imported, "as imported before") }
    let written = Day(Int32(clamping: file.text.modified / 86_400))
    guard let newest = newest(file) else {
      guard file.text.modified > 0, file.shape.meaning == .deals else { return nil }
      return (written, "the day on which the file was written")
    }
    if file.text.modified > 0, written >= newest, written - newest <= trust {
      return (written, "the day on which the file was written")
    }
    return (newest, "the newest day in the file")
  }

  /// The newest day in a column that cannot lie in the future.
  private static func newest(_ file: PreparedFile) -> Day? {
    let targets = [
      "modified", "created_date", "changed_at", "created_at", "issued_date",
      "paid_date", "canceled_at", "lost_at", "won_at",
    ]
    var newest = Int32.min
    let order = file.datePlaces
    for target in targets + (file.shape.system.isAds ? ["date", "day", "starts"] : []) {
      guard let plan = file.columns[target] else { continue }
      for source in plan.sources {
        guard let index = order.firstIndex(of: source) else { continue }
        newest = max(newest, file.survey.dates[index].latest(plan.form.order))
      }
    }
    return newest > Int32.min ? Day(newest) : nil
  }

  /// A day in a name: `2026-11-16`, `20261116`, or the milliseconds of Salesforce's `report…`.
  static func inName(_ name: String) -> Day? {
    let characters = Array(name.utf8)
    var place = 0
    while place < characters.count {
      guard NumberCell.isDigit(characters[place]) else {
        place += 1
        continue
      }
      var (digits, end) = ("", place)
      while end < characters.count {
        let byte = characters[end]
        if NumberCell.isDigit(byte) {
          digits.append(Character(UnicodeScalar(byte)))
        } else if !((byte == 0x2D || byte == 0x5F || byte == 0x2E) && end + 1 < characters.count
          && NumberCell.isDigit(characters[end + 1]))
        {
          break
        }
        end += 1
      }
      if let day = day(digits, isReport: place >= 6 && name.lowercased().hasPrefix("report")) {
        return day
      }
      place = end
    }
    return nil
  }

  private static func day(_ digits: String, isReport: Bool) -> Day? {
    if isReport, digits.count == 13, let milliseconds = Int(digits) {
      return Day(Int32(milliseconds / 86_400_000))
    }
    guard digits.count == 8 || digits.count == 12 || digits.count == 14,
      let number = Int(digits.prefix(8)), (1990...2100).contains(number / 10_000)
    else { return nil }
    return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }
}

import RevBase
import RevModel

/// One change of one field of a deal.
struct DealEvent: Equatable {
  var day: Day
  var field: HistoryField
  /// Values as `DealState` holds them, widened.
  var old: Int64
  var new: Int64
  /// Code into people; nil when unknown.
  var changer: Int32?
  /// Not in the history: deals.csv says something else than the last change.
  var isCorrection: Bool
}

/// The changes of one deal up to the as-of day, newest first.
struct DealTrail {
  let events: [DealEvent]

  init(_ row: Int, _ snapshot: Snapshot, _ book: DealsAsOf) {
    guard let history = snapshot.history else {
      events = []
      return
    }
    let isHome = book.day == snapshot.manifest.asOf
    let known = HistoryField.allCases.map { history[$0].index.count(through: book.day) }
    var values = HistoryField.allCases.map { Self.value($0, row, book.state) }
    var list: [DealEvent] = []
    if isHome {
      for field in HistoryField.allCases {
        guard let wrong = history.correction(field, ofDeal: row) else { continue }
        let index = Int(field.rawValue)
        let old = values[index] ^ wrong
        list.append(
          DealEvent(
            day: book.day, field: field, old: old, new: values[index], changer: nil,
            isCorrection: true))
        values[index] = old
      }
    }
    for event in history.events(ofDeal: row).reversed() {
      let (field, position) = history.locate(event)
      let index = Int(field.rawValue)
      guard position < known[index] else { continue }
      let old = values[index] ^ history.delta(field, position)
      let changer = history.changedBy[Int(event)]
      list.append(
        DealEvent(
          day: history[field].index.day(of: position), field: field, old: old,
          new: values[index],
          changer: changer == .max ? nil : history.changers[Int(changer)], isCorrection: false))
      values[index] = old
    }
    events = list
  }

  private static func value(_ field: HistoryField, _ row: Int, _ state: DealState) -> Int64 {
    switch field {
    case .stage: Int64(state.stage[row])
    case .amount: state.amount[row]
    case .closeDate: Int64(state.close[row])
    case .category: Int64(state.category[row])
    case .owner: Int64(state.owner[row])
    case .nextStep: Int64(state.nextStep[row])
    }
  }

  /// The last change of a field.
  func last(_ field: HistoryField) -> DealEvent? { events.first { $0.field == field } }
}

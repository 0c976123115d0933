import RevModel

extension AppState {
  /// Takes what was chosen or typed as the other side of the comparison.
  mutating func acceptAgainst(_ picker: PickerState) {
    let text = picker.chosen?.id ?? picker.query.text.filter { $0 != " " }
    if text == PickerState.endOfComparison {
      compare(nil)
      return
    }
    do {
      let against = try Against(text, place.question, facts.setting)
      if case .owner(let id) = against, !picker.values.contains(where: { $0.id == "owner:\(id)" }) {
        message = Message("no owner has the id '\(id)'", isError: true)
        return
      }
      compare(against)
    } catch {
      message = Message("\(error)", isError: true)
    }
  }

  private mutating func compare(_ against: Against?) {
    let before = place
    overlay = nil
    place.against = against
    remember(before)
    if against == nil { message = Message("the comparison is over") }
  }
}

extension PickerState {
  /// Id of the value that ends a comparison.
  package static let endOfComparison = "end"
}

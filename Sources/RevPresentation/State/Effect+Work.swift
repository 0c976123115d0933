extension Effect {
  /// Kinds of work of which the screen wants the last asked for only.
  package enum Kind: Hashable, Sendable {
    case answer, arrangement, inspection, explanation, values, search
  }

  /// Whether `Presenter.perform` works it out from the data, which takes a while on a large book:
  /// whoever has a screen lets a copy of the presenter do it on a thread of its own.
  package var isWorkedOut: Bool {
    switch self {
    case .answer, .arrange, .inspect, .explain, .countValues, .search, .nameTopic, .prepareActs,
      .openObject, .suppose, .makeScenario, .openScenario:
      true
    default: false
    }
  }

  /// What a newer effect of the same kind takes the place of; nil for what has to be done anyway.
  package var kind: Kind? {
    switch self {
    case .answer: .answer
    case .arrange: .arrangement
    case .inspect: .inspection
    case .explain: .explanation
    case .countValues: .values
    case .search: .search
    default: nil
    }
  }
}

package import RevMetrics

extension Presenter {
  /// The presenter of files that were read again, and what the state is to be told.
  package func reloaded(engine: Engine, warnings: [DataWarning]) -> (Presenter, Action) {
    let moves = RowMoves(from: snapshot, to: engine.snapshot)
    let presenter = Presenter(engine: engine, warnings: warnings)
    return (presenter, .reloaded(presenter.facts, moves))
  }

  /// The rows of the panes and views that say something else than before the files were read again,
  /// for a minute; numbers of the book mark themselves.
  func changedItems(_ state: AppState) -> Set<Item> {
    guard let marks = state.reloaded, let answers = state.answers,
      marks.question == answers.now.question
    else { return [] }
    return ReloadChanges(from: marks.before, to: answers).items
      .union(marks.deals.map { .deal($0) })
  }
}

extension Analyst {
  /// Carries out an effect that takes too long for the screen; nil when it is none of those.
  ///
  /// Whoever has a screen calls it on a thread of its own.
  package func perform(_ effect: Effect, warnings: Int) -> Action? {
    switch effect {
    case .findAnomalies(let question):
      .anomaliesFound(anomalies(question.question), question)
    case .brief(let question, let generation):
      .briefed(brief(question, warnings: warnings), generation: generation)
    default: nil
    }
  }
}

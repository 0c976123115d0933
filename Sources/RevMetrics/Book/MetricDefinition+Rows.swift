extension MetricDefinition {
  /// Why the rows of a number are not known, as opposed to there being none; nil when they are known.
  ///
  /// Slicers that the files cannot tell apart select nothing that anybody could count.
  package func obstacle(to set: RowSet, _ facts: Facts) -> String? {
    guard let reason = facts.context.obstacle(set.table) else { return nil }
    return measure(facts).value == nil ? reason : nil
  }
}

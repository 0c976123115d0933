package import RevBase
package import RevMetrics
import RevModel

extension Forecaster {
  /// What is still to come of each owner's deals in the question's period, open deals and deals that
  /// do not exist yet together, by code into people (−1 for deals without a known owner).
  ///
  /// The amounts add up to the expected rest of the whole question exactly. Nil where the question
  /// has no forecast.
  package func restByOwner(_ context: AnswerContext) -> [Int32: Money]? {
    guard let (models, ahead) = fitted(context) else { return nil }
    let owner = context.book.state.owner
    var cents: [Int32: Int64] = [:]
    for (model, kept) in zip(models, parts(models, context)) {
      let sheet = model.sheets[ahead]
      for place in kept.open {
        cents[owner[Int(sheet.rows[Int(place)])], default: 0] += sheet.cents[Int(place)]
      }
      let groups = kept.groups
      for (group, share) in groups.new[ahead].enumerated() where kept.passes[group] != 0 {
        cents[groups.groups.owner(of: group), default: 0] += share
      }
    }
    return cents.mapValues { Money(cents: $0) }
  }
}

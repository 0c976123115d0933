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
    for model in models {
      let (sheet, rows) = (model.sheets[ahead], PartRows(model, context))
      for place in rows.open {
        cents[owner[Int(sheet.rows[Int(place)])], default: 0] += sheet.cents[Int(place)]
      }
      for place in rows.created {
        cents[owner[Int(sheet.newRows[Int(place)])], default: 0] += sheet.newCents[Int(place)]
      }
    }
    return cents.mapValues { Money(cents: $0) }
  }
}

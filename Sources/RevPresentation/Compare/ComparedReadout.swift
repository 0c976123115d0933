import RevBase
package import RevMetrics
import RevModel

/// The other side of a comparison, for documents.
package struct ComparedReadout: Sendable {
  package var against: Against
  package var readout: Readout
  package var velocity: VelocitySplit.Answer

  package init(against: Against, readout: Readout, velocity: VelocitySplit.Answer) {
    self.against = against
    self.readout = readout
    self.velocity = velocity
  }

  /// `FY2027-Q3, 2026-08-01 to 2026-10-31, as of 2026-08-16`.
  package var words: String {
    let (question, period) = (readout.question, readout.question.period)
    return "\(against.text): \(period.label), \(period.start) to \(period.end), "
      + "as of \(question.asOf)"
  }

  var json: JSON {
    let question = readout.question
    return [
      "what": .string(against.text), "as_of": .day(question.asOf),
      "period": [
        "label": .string(question.period.label), "start": .day(question.period.start),
        "end": .day(question.period.end),
      ],
      "filters": .object(
        question.slicers.pairs.map { pair in
          JSON.Member(pair.dimension.rawValue, .array(pair.values.map { .string($0) }))
        }),
    ]
  }
}

import OrderedCollections
package import RevBase
package import RevMetrics
package import RevModel

/// What `revtop kpis --json` prints: every number and table of a readout, keys in the book's order.
package enum KPIDocument {
  /// Version of the document's form.
  static let schema = 1

  package static func make(
    _ readout: Readout, _ snapshot: Snapshot, _ other: ComparedReadout? = nil
  ) -> JSON {
    let question = readout.question
    var metrics: [JSON.Member] = []
    for definition in MetricCatalog.all where readout.has(definition.id) {
      var value = measure(readout[definition.id], definition.unit)
      if let other, case .object(var members) = value {
        members.append(
          JSON.Member(
            "against",
            .against(readout[definition.id], other.readout[definition.id], definition)))
        if definition.id == .pipelineVelocity {
          members.append(JSON.Member("change_by_factor", .velocity(other.velocity)))
        }
        value = .object(members)
      }
      metrics.append(JSON.Member(definition.id.rawValue, value))
    }
    let tables = KPITables(readout.tables)
    var members = header(question, snapshot)
    if let other { members.append(JSON.Member("against", other.json)) }
    members.append(JSON.Member("metrics", .object(metrics)))
    members.append(JSON.Member("tables", .object(tables.members)))
    if !tables.reasons.isEmpty {
      members.append(JSON.Member("table_reasons", .object(tables.reasons)))
    }
    return .object(members)
  }

  /// The members that every document of numbers begins with.
  package static func header(_ question: Question, _ snapshot: Snapshot) -> [JSON.Member] {
    let period = question.period
    var members = [
      JSON.Member("schema", .int(schema)),
      JSON.Member("snapshot", .string(snapshot.manifest.name)),
      JSON.Member("as_of", .day(question.asOf)),
      JSON.Member("currency", .string(snapshot.manifest.currency)),
      JSON.Member(
        "period",
        [
          "label": .string(period.label), "start": .day(period.start), "end": .day(period.end),
        ]),
      JSON.Member(
        "filters",
        .object(
          question.slicers.values.map { dimension, values in
            JSON.Member(dimension.rawValue, .array(values.map { .string($0) }))
          })),
    ]
    // Only where something is supposed: a document of what is known stays as it is.
    if !question.whatIf.isEmpty {
      let reader = Supposing(snapshot, knownAs: DealsAsOf(snapshot, on: question.asOf))
      members.append(
        JSON.Member("what_if", .array(reader.lines(question.whatIf).map { .string($0) })))
    }
    return members
  }

  /// A movement with its buckets, in the order of the waterfall.
  package static func movement(_ movement: Movement) -> JSON { KPITables.movement(movement) }

  /// One number: value, unit, and what goes with it.
  package static func measure(_ measure: Measure, _ unit: MetricUnit) -> JSON {
    var members = [
      JSON.Member("value", .quantity(measure.value)),
      JSON.Member("unit", .string(unit.rawValue)),
    ]
    if let reason = measure.reason { members.append(JSON.Member("reason", .string(reason))) }
    if measure.value != nil, let numerator = measure.numerator {
      members.append(JSON.Member("numerator", .quantity(numerator)))
      members.append(JSON.Member("denominator", .quantity(measure.denominator)))
    }
    if let excluded = measure.excluded { members.append(JSON.Member("excluded", .int(excluded))) }
    if let count = measure.count { members.append(JSON.Member("count", .int(count))) }
    return .object(members)
  }
}

import RevBase

extension ImportResult {
  /// The report for programs.
  package var json: String {
    JSON.members([
      ("folder", .string(folder)), ("changed", .bool(isChanged)), ("dry_run", .bool(isDryRun)),
      ("as_of", .text(plan.asOf?.description)), ("as_of_evidence", .string(plan.asOfEvidence)),
      ("files", .array(plan.files.map(Self.json))),
      ("left_out", .strings(plan.leftOut.map(\.description))),
      ("stages", .array(plan.stages.map(Self.json))),
      ("stage_evidence", .string(plan.stageEvidence)), ("joins", Self.json(plan.joins)),
      (
        "deals",
        .members([
          ("new", .int(newDeals)), ("changed", .int(changedDeals)),
          ("vanished", .int(vanishedDeals)), ("history_added", .int(comparedChanges)),
        ])
      ),
      (
        "tables",
        .array(
          tables.map {
            .members([
              ("name", .string($0.name)), ("rows", .int($0.rows)),
              ("bytes", .int($0.bytes)),
            ])
          })
      ),
      ("notes", .strings(plan.notes + notes)),
      ("rows_read", .int(rowsRead)), ("rows_accepted", .int(rowsAccepted)),
      ("rows_set_aside", .int(rowsSetAside)),
    ]).text(depth: 16) + "\n"
  }

  private static func json(_ file: FilePlan) -> JSON {
    .members([
      ("path", .string(file.path)), ("system", .string(file.system.rawValue)),
      ("shape", .string(file.shape)), ("table", .string(file.table)),
      ("sureness", file.sureness.map { .real($0) } ?? .null),
      ("encoding", .string(file.encoding.rawValue)), ("delimiter", .string(file.delimiter)),
      ("title_lines", .strings(file.titleLines)), ("header_line", .int(file.headerLine)),
      ("as_of", .text(file.asOf?.description)),
      ("as_of_evidence", .text(file.asOfEvidence)),
      (
        "columns",
        .array(
          file.columns.map {
            .members([
              ("target", .string($0.target)), ("sources", .strings($0.sources)),
              ("decision", .text($0.decision)),
            ])
          })
      ),
      ("unused_columns", .strings(file.unusedColumns)),
      ("rows_read", .int(file.log.read)), ("rows_accepted", .int(file.log.accepted)),
      (
        "set_aside",
        .array(
          file.log.setAside.sorted { $0.key < $1.key }.map {
            json($0.value, ("reason", .string($0.key.rawValue)))
          })
      ),
      (
        "unreadable_cells",
        .array(
          file.log.unreadableCells.sorted { $0.key < $1.key }.map {
            json($0.value, ("column", .string($0.key)))
          })
      ),
      ("first_rows", .strings(file.firstRows)),
    ])
  }

  private static func json(_ tally: RowLog.Tally, _ name: (String, JSON)) -> JSON {
    .members([
      name, ("count", .int(tally.count)),
      (
        "examples",
        .array(
          tally.examples.map {
            .members([
              ("line", .int($0.line)), ("column", .text($0.column)),
              ("value", .string($0.value)),
            ])
          })
      ),
    ])
  }

  private static func json(_ stage: StagePlan) -> JSON {
    .members([
      ("stage", .string(stage.stage)), ("pipeline", .string(stage.pipeline)),
      ("position", .int(stage.position)), ("outcome", .string(stage.outcome)),
      ("category", .string(stage.category)),
      ("probability", stage.probability.map { .real(Double($0) / 1_000_000_000) } ?? .null),
    ])
  }

  private static func json(_ joins: JoinPlan) -> JSON {
    .members([
      (
        "matched",
        .members(
          JoinPlan.Reason.allCases.map { ($0.rawValue, .int(joins.matched[$0] ?? 0)) })
      ),
      (
        "unmatched",
        .array(
          joins.unmatched.map {
            .members([
              ("customer", .string($0.customer)), ("name", .string($0.name)),
              ("money", .string($0.moneyText)), ("candidates", .strings($0.candidates)),
            ])
          })
      ),
      ("deals_by_id", .int(joins.dealsByID)),
      ("deals_by_account", .int(joins.dealsByAccount)),
      ("without_deal", .int(joins.withoutDeal)),
      ("unknown_owners", .int(joins.unknownOwners.count)),
    ])
  }
}

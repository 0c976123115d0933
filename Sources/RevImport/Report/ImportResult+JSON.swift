import RevBase

extension ImportResult {
  /// The report for programs.
  package var json: String {
    JSONText.object([
      ("folder", .string(folder)), ("changed", .flag(isChanged)), ("dry_run", .flag(isDryRun)),
      ("as_of", .optional(plan.asOf?.description)), ("as_of_evidence", .string(plan.asOfEvidence)),
      ("files", .list(plan.files.map(Self.json))),
      ("left_out", .strings(plan.leftOut.map(\.description))),
      ("stages", .list(plan.stages.map(Self.json))),
      ("stage_evidence", .string(plan.stageEvidence)), ("joins", Self.json(plan.joins)),
      (
        "deals",
        .object([
          ("new", .integer(newDeals)), ("changed", .integer(changedDeals)),
          ("vanished", .integer(vanishedDeals)), ("history_added", .integer(comparedChanges)),
        ])
      ),
      (
        "tables",
        .list(
          tables.map {
            .object([
              ("name", .string($0.name)), ("rows", .integer($0.rows)),
              ("bytes", .integer($0.bytes)),
            ])
          })
      ),
      ("notes", .strings(plan.notes + notes)),
      ("rows_read", .integer(rowsRead)), ("rows_accepted", .integer(rowsAccepted)),
      ("rows_set_aside", .integer(rowsSetAside)),
    ]).text() + "\n"
  }

  private static func json(_ file: FilePlan) -> JSONText {
    .object([
      ("path", .string(file.path)), ("system", .string(file.system.rawValue)),
      ("shape", .string(file.shape)), ("table", .string(file.table)),
      ("sureness", file.sureness.map { .number($0) } ?? .null),
      ("encoding", .string(file.encoding.rawValue)), ("delimiter", .string(file.delimiter)),
      ("title_lines", .strings(file.titleLines)), ("header_line", .integer(file.headerLine)),
      ("as_of", .optional(file.asOf?.description)),
      ("as_of_evidence", .optional(file.asOfEvidence)),
      (
        "columns",
        .list(
          file.columns.map {
            .object([
              ("target", .string($0.target)), ("sources", .strings($0.sources)),
              ("decision", .optional($0.decision)),
            ])
          })
      ),
      ("unused_columns", .strings(file.unusedColumns)),
      ("rows_read", .integer(file.log.read)), ("rows_accepted", .integer(file.log.accepted)),
      (
        "set_aside",
        .list(
          file.log.setAside.sorted { $0.key < $1.key }.map {
            json($0.value, ("reason", .string($0.key.rawValue)))
          })
      ),
      (
        "unreadable_cells",
        .list(
          file.log.unreadableCells.sorted { $0.key < $1.key }.map {
            json($0.value, ("column", .string($0.key)))
          })
      ),
      ("first_rows", .strings(file.firstRows)),
    ])
  }

  private static func json(_ tally: RowLog.Tally, _ name: (String, JSONText)) -> JSONText {
    .object([
      name, ("count", .integer(tally.count)),
      (
        "examples",
        .list(
          tally.examples.map {
            .object([
              ("line", .integer($0.line)), ("column", .optional($0.column)),
              ("value", .string($0.value)),
            ])
          })
      ),
    ])
  }

  private static func json(_ stage: StagePlan) -> JSONText {
    .object([
      ("stage", .string(stage.stage)), ("pipeline", .string(stage.pipeline)),
      ("position", .integer(stage.position)), ("outcome", .string(stage.outcome)),
      ("category", .string(stage.category)),
      ("probability", stage.probability.map { .number(Double($0) / 1_000_000_000) } ?? .null),
    ])
  }

  private static func json(_ joins: JoinPlan) -> JSONText {
    .object([
      (
        "matched",
        .object(
          JoinPlan.Reason.allCases.map { ($0.rawValue, .integer(joins.matched[$0] ?? 0)) })
      ),
      (
        "unmatched",
        .list(
          joins.unmatched.map {
            .object([
              ("customer", .string($0.customer)), ("name", .string($0.name)),
              ("money", .string($0.moneyText)), ("candidates", .strings($0.candidates)),
            ])
          })
      ),
      ("deals_by_id", .integer(joins.dealsByID)),
      ("deals_by_account", .integer(joins.dealsByAccount)),
      ("without_deal", .integer(joins.withoutDeal)),
      ("unknown_owners", .integer(joins.unknownOwners.count)),
    ])
  }
}

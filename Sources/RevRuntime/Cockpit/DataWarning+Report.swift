import RevIngest
import RevModel
import RevPresentation

extension DataWarning {
  /// The faults and warnings of a load report, worst first: one row for each kind of trouble.
  static func all(_ report: LoadReport) -> [DataWarning] {
    let faults = report.faults.map { group in
      let first = group.examples.first
      let times = group.count > 1 ? " (\(group.count) times)" : ""
      return DataWarning(
        file: group.table.file, line: first?.line, column: group.column,
        value: first?.value ?? "", what: group.kind.meaning + times, action: group.kind.done)
    }
    return faults
      + report.warnings.map { DataWarning(file: $0.file, what: $0.description, action: "kept") }
  }
}

import RevBase

/// One file with everything that has been decided about how to read it.
struct PreparedFile: Sendable {
  let path: String
  let text: SourceText
  let shape: ExportShape
  let form: SniffedForm
  let survey: Survey
  /// Places of the columns whose dates the survey looked at, in its order.
  let datePlaces: [Int]
  /// By target.
  let columns: [String: CellPlan]
  /// Words of a column and what the mapping file says for them.
  let words: [String: [String: String]]
  /// Where each stretch's first row begins.
  let starts: [Int]
  /// The day of the file's export; set once all files are known.
  var asOf: Day?
  /// What is worth saying about the file.
  let notes: [String]
  /// Columns that are kept under their own names.
  let slicers: [String]
  var plan: FilePlan

  var name: String { plan.name }

  /// A runner for the rows behind the header.
  func runner(workers: Int) -> ChunkRunner {
    ChunkRunner(
      source: text, delimiter: form.delimiter, start: form.dataStart, firstLine: form.dataLine,
      workers: workers, starts: starts)
  }
}

import RevIngest

/// `revtop check`: what was read, what was set aside, and where.
package enum CheckCommand {
  /// The report, and whether every row was accepted.
  package static func run(
    folder: String, json: Bool
  ) throws(CommandError) -> (text: String, isClean: Bool) {
    let report: LoadReport
    do throws(LoadError) {
      report = try SnapshotLoader.load(folder: folder).report
    } catch {
      throw CommandError(.badData, error.description)
    }
    return (json ? report.json : report.text, report.setAside == 0)
  }
}

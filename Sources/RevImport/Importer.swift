/// Turns exports of other systems into a snapshot folder.
package enum Importer {
  /// Imports files into a folder.
  ///
  /// The folder is made anew beside the old one and takes its place in one step: killed at any
  /// moment, it is the old one or the new one. Importing the same files again changes nothing.
  ///
  /// - Parameters:
  ///   - request: which files, which folder, and answers to what files cannot say.
  ///   - progress: told some hundred times, on the thread that imports.
  ///   - isCancelled: asked as often; true stops and leaves nothing behind.
  /// - Throws: `ImportError` when nothing was imported: no file that is understood, a question that
  ///   evidence cannot settle, an export older than the folder. Of several files those that are not
  ///   understood are left out, and the plan says so.
  package static func run(
    _ request: ImportRequest, progress: @escaping (ImportProgress) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) throws(ImportError) -> ImportResult {
    guard !request.files.isEmpty else { throw .noFiles }
    let meter = ImportMeter(progress: progress, isCancelled: isCancelled)
    let mapping = try ImportSession.mapping(request)
    try ImportSession.checkFolder(request)
    let (files, leftOut) = try ImportSession.prepare(request, mapping.file, meter)
    let staging = try StagingFolder(target: request.folder, isDry: request.options.isDryRun)
    do throws(ImportError) {
      var session = try ImportSession(request, mapping, files, staging, meter)
      session.plan.leftOut = leftOut
      let result = try session.run()
      // The last moment at which stopping leaves the old folder.
      guard meter.reached("putting the folder into place", 0) else { throw .cancelled }
      if result.isChanged, !result.isDryRun {
        try staging.commit()
      } else {
        staging.discard()
      }
      return result
    } catch {
      staging.discard()
      throw error
    }
  }
}

/// Tells how far an import has come, and hears when it is to stop.
final class ImportMeter {
  private let progress: (ImportProgress) -> Void
  private let isCancelled: () -> Bool
  private var finished = 0
  var total = 0
  var rows = 0
  private(set) var isStopped = false

  init(progress: @escaping (ImportProgress) -> Void, isCancelled: @escaping () -> Bool) {
    (self.progress, self.isCancelled) = (progress, isCancelled)
  }

  /// Notes how much of a file has been read; false when the import is to stop.
  func reached(_ step: String, _ place: Int, looked: Int? = nil) -> Bool {
    progress(
      ImportProgress(
        step: step, done: min(total, finished + place), total: total, rows: looked ?? rows))
    if isCancelled() { isStopped = true }
    return !isStopped
  }

  func finish(_ size: Int) { finished += size }
}

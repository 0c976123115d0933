import Foundation

/// The committed sample data, for tests that need a company with a long history.
package enum SampleData {
  /// Its folder, found from the place of this file.
  package static var folder: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "sample-data").path
  }
}

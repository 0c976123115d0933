#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a sample company could not be written.
package enum SampleError: Error, Equatable, Sendable {
  /// The number of deals is outside 1...`SampleCompany.Options.mostDeals`.
  case dealsOutOfRange(Int)
  /// The months of history are outside 1...120.
  case monthsOutOfRange(Int)
  /// The folder holds files that the generator did not make.
  case folderNotEmpty(path: String)
  /// The path is a file.
  case notAFolder(path: String)
  /// The system refused to create, open or write; `code` is its `errno`.
  case cannotWrite(path: String, code: Int32)
  /// The caller's task was cancelled while deals were being written.
  case cancelled
}

extension SampleError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .dealsOutOfRange(let deals):
      "--deals \(deals): a sample has 1 to \(SampleCompany.Options.mostDeals) deals."
    case .monthsOutOfRange(let months):
      "--months \(months): the history of a sample is 1 to 120 months."
    case .folderNotEmpty(let path):
      "\(path): the folder is not empty and holds no sample. "
        + "Choose another folder, or add --force to write into it."
    case .notAFolder(let path):
      "\(path): is a file. Give a folder with --out."
    case .cannotWrite(let path, let code):
      "\(path): cannot be written: \(Self.words(for: code))"
    case .cancelled:
      "The sample is incomplete: it was stopped while it was being written."
    }
  }

  private static func words(for code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "the disk is full. Free some space, or choose another folder with --out."
    case EACCES, EPERM: "permission denied. Choose a folder of your own with --out."
    case EROFS: "the disk is read-only. Choose another folder with --out."
    case ENOENT: "a folder above it does not exist. Create it first."
    case ENOTDIR: "a part of the path is a file. Choose another folder with --out."
    case ENAMETOOLONG: "the path is too long. Choose a shorter one with --out."
    default: "system error \(code). Choose another folder with --out."
    }
  }
}

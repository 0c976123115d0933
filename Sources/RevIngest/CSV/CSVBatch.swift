/// Where the cells of some hundreds of consecutive rows begin and end.
///
/// Cell `c` of row `r` has the bytes from `starts[r × stride + c]` up to one before
/// `starts[r × stride + c + 1]`, counted from `base`; missing cells at the end of a row are empty.
/// Cells keep their quotes.
struct CSVBatch {
  /// What is wrong with the form of one row.
  struct Fault {
    var row: Int
    var kind: CSVFault
    /// The cell in which it shows; −1 for the row as a whole.
    var cell: Int
    /// Where that cell or row begins and ends in the file.
    var start: Int
    var end: Int
  }

  /// Number of columns of the header.
  let columns: Int
  var base = 0
  var count = 0
  var starts: [UInt32]
  /// Line of the file on which each row begins, from 1.
  var lines: [UInt32]
  /// Where separators, line feeds and quotes stand in the bytes that are looked at; see `Marks`.
  var places = [UInt32](repeating: 0, count: Marks.room)
  /// Rows whose form is wrong, in the order of the file; their cells mean nothing.
  var faults: [Fault] = []
  /// End of the batch in the file.
  var end = 0
  /// Whether any byte of the batch may be beyond ASCII.
  var mayHoldNonASCII = false

  static let maximumRows = 2048
  static let wantedBytes = 256 << 10

  var stride: Int { columns + 1 }

  init(columns: Int, maximumRows: Int = CSVBatch.maximumRows) {
    precondition(columns >= 1)
    self.columns = columns
    // Very wide files get fewer rows a batch, so that the index stays small.
    let rows = max(1, min(maximumRows, (1 << 20) / (columns + 1)))
    starts = [UInt32](repeating: 0, count: rows * (columns + 1))
    lines = [UInt32](repeating: 0, count: rows)
  }

  var capacity: Int { lines.count }

  /// Bytes of a cell, from and to, in the file.
  @inline(__always)
  func bounds(_ row: Int, _ column: Int) -> (start: Int, end: Int) {
    let slot = row &* (columns &+ 1) &+ column
    return (base + Int(starts[slot]), base + Int(starts[slot + 1]) - 1)
  }
}

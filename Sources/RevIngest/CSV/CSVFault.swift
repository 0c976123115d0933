/// What can be wrong with the form of a CSV row.
package enum CSVFault: UInt8, Sendable, Equatable {
  /// A quote is still open at the end of the file.
  case unclosedQuote
  /// A closing quote is followed by something that is neither a separator nor a line end.
  case textAfterQuote
  /// The row has more cells than the header.
  case tooManyCells
  case notUTF8
  /// The row is longer than can be addressed: 1 GiB.
  case tooLong
}

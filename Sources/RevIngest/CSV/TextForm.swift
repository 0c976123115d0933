/// Tells text from what only has the name of a CSV file.
package enum TextForm {
  /// Why bytes are no CSV text; nil when they may be.
  static func objection(to bytes: ByteView) -> String? {
    if bytes.count >= 2 {
      if bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF {
        return "it is UTF-16"
      }
      if bytes[0] == 0x1F && bytes[1] == 0x8B { return "it is compressed with gzip" }
      if bytes[0] == 0x50 && bytes[1] == 0x4B && bytes.count >= 4 && bytes[2] == 3 && bytes[3] == 4
      {
        return "it is a zip archive or a workbook"
      }
    }
    for place in 0..<min(bytes.count, 64 << 10) where bytes[place] == 0 {
      return "byte \(place + 1) is NUL"
    }
    return nil
  }
}

extension FileBytes {
  /// Looks at the bytes while they are surely there.
  func withView<Result>(_ body: (ByteView) -> Result) -> Result {
    let result = body(view)
    withExtendedLifetime(self) {}
    return result
  }
}

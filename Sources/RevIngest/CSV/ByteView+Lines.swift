// Questions about whole lines and cells of a file.
extension ByteView {
  /// Line ends before a place.
  func lineFeeds(before place: Int) -> Int {
    var count = 0
    for index in 0..<place where self[index] == 0x0A { count += 1 }
    return count
  }

  /// About how many line ends lie between two places, looking at whole words.
  func lineFeeds(_ start: Int, _ end: Int) -> Int {
    var count = 0
    var index = start
    while index < end {
      let word = self.word(at: index) ^ 0x0A0A_0A0A_0A0A_0A0A
      let zeros = (word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
      count += (~(zeros | word | 0x7F7F_7F7F_7F7F_7F7F)).nonzeroBitCount
      index += 8
    }
    return count
  }

  /// Whether the well-formed cell that begins at a place of this file has a text.
  func cell(at place: Int, equals text: ByteView) -> Bool {
    var (index, position) = (place, 0)
    let isQuoted = index < count && self[index] == 0x22
    if isQuoted { index += 1 }
    while position < text.count {
      guard index < count, self[index] == text[position] else { return false }
      if isQuoted, self[index] == 0x22 { index += 1 }
      index += 1
      position += 1
    }
    if index == count { return true }
    let byte = self[index]
    if isQuoted { return byte == 0x22 && (index + 1 == count || self[index + 1] != 0x22) }
    return byte == 0x2C || byte == 0x0A
      || (byte == 0x0D && index + 1 < count && self[index + 1] == 0x0A)
  }
}

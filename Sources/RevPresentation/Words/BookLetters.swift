import RevBase
package import RevModel

/// The book's letters in the words of a person: `by A` becomes `by 2026-11-16`.
///
/// A is the as-of day, E the earlier of it and the period's end, T the year that ends on E. They stand
/// in the definitions and in reasons; on a screen the days say more.
package struct BookLetters {
  let question: Question

  package init(question: Question) { self.question = question }

  /// Words after which a letter is meant, not an article or a name.
  private static let before: Set<Substring> = [
    "at", "by", "to", "on", "of", "in", "after", "before", "from", "over", "day", "than", "when",
    "than,", "days",
  ]

  package func plain(_ text: String) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    var index = 0
    var result: [String] = []
    while index < words.count {
      let word = words[index]
      let tail = word.dropFirst()
      let isLetter =
        index > 0 && Self.before.contains(words[index - 1])
        && tail.allSatisfy { ",;.:)".contains($0) }
      guard isLetter, let letter = word.first, let day = day(of: letter) else {
        result.append(String(word))
        index += 1
        continue
      }
      // `A - 29`, `E + 90`: a day so many days away.
      if tail.isEmpty, index + 2 < words.count, words[index + 1] == "-" || words[index + 1] == "+",
        let length = Int(words[index + 2].filter(\.isNumber))
      {
        let end = words[index + 2].drop { $0.isNumber }
        result.append("\(words[index + 1] == "-" ? day - length : day + length)\(end)")
        index += 3
        continue
      }
      result.append((letter == "T" ? "the year to \(day)" : "\(day)") + tail)
      words[index] = word
      index += 1
    }
    return result.joined(separator: " ")
  }

  /// Why a number is undefined, with its figures in groups of three.
  package func reason(_ text: String) -> String { Format.formula(plain(text)) }

  private func day(of letter: Character) -> Day? {
    switch letter {
    case "A": question.asOf
    case "E", "T": question.end
    default: nil
    }
  }
}

extension Presenter {
  /// A text of the book about a question, without its letters.
  func plain(_ text: String, _ question: Question) -> String {
    BookLetters(question: question).plain(text)
  }
}

extension Format {
  /// A formula with its numbers in groups of three: `1,025,000 / (1,400,000 - 120,000)`.
  package static func formula(_ text: String) -> String {
    var result = ""
    var digits = ""
    var isFraction = false
    func flush() {
      result += isFraction || digits.count < 5 ? digits : count(Int(digits) ?? 0)
      digits = ""
    }
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        let isLong = digits.count > 15
        if isLong { result += digits; digits = "" } else { flush() }
        isFraction = character == "."
        result.append(character)
      }
    }
    flush()
    return result
  }
}

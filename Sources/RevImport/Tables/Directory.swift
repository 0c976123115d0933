/// People and companies that are known, and the names under which others may mean them.
struct Directory {
  private var byName: [String: [String]] = [:]

  /// More that share a name are not told apart anyway.
  private static let limit = 5

  mutating func add(_ name: String, _ id: String) {
    if name.isEmpty || id.isEmpty { return }
    let known = byName[name] ?? []
    if known.contains(id) || known.count == Self.limit { return }
    byName[name] = known + [id]
  }

  /// The only id of a name; nil when there is none or there are several.
  func id(_ name: String) -> String? {
    guard let ids = byName[name], ids.count == 1 else { return nil }
    return ids[0]
  }

  /// All ids of a name.
  func ids(_ name: String) -> [String] { byName[name] ?? [] }

  /// All names that mean one.
  var unique: [String: String] {
    byName.compactMapValues { $0.count == 1 ? $0[0] : nil }
  }
}

/// The forms in which names and addresses of companies are compared.
enum CompanyName {
  private static let legal: Set<String> = [
    "inc", "incorporated", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "plc",
    "gmbh", "ag", "kg", "se", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "oy", "ab", "as",
    "aps", "pty", "pte", "lp", "llp", "ug", "ohg", "mbh", "the", "and", "und", "et",
  ]
  /// How letters are written where a system has no others.
  private static let plain: [Character: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe",
    "á": "a", "à": "a", "â": "a", "ã": "a", "é": "e", "è": "e", "ê": "e", "ë": "e", "í": "i",
    "ì": "i", "î": "i", "ï": "i", "ó": "o", "ò": "o", "ô": "o", "õ": "o", "ú": "u", "ù": "u",
    "û": "u", "ç": "c", "ñ": "n", "ł": "l", "š": "s", "ž": "z", "č": "c",
  ]

  /// A name without case, accents, punctuation and legal form.
  static func normal(_ name: String) -> String {
    let folded = name.lowercased().filter { $0 != "." }.map { plain[$0] ?? String($0) }.joined()
    let words = folded.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    let kept = words.filter { !legal.contains($0) }
    return (kept.isEmpty ? words : kept).joined(separator: " ")
  }

  /// Providers of addresses that say nothing about a company.
  private static let free: Set<String> = [
    "gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "aol.com",
    "icloud.com", "me.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "proton.me", "protonmail.com",
    "msn.com", "mail.com", "qq.com", "163.com", "yandex.ru", "mail.ru", "yahoo.co.uk",
    "t-online.de",
  ]

  /// The domain of a web site or an e-mail address; nil for none and for free providers.
  static func domain(_ text: String) -> String? {
    var rest = text.lowercased()[...]
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != ":" && $0 != "#" && $0 != " " }
    while rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
    while rest.hasSuffix(".") { rest = rest.dropLast() }
    guard rest.contains("."), !free.contains(String(rest)) else { return nil }
    return String(rest)
  }
}

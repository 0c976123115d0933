import RevBase

/// Writes import.yaml.
struct MappingWriter {
  private var text = ""

  /// A mapping file as text, with money and names of unmatched customers beside them.
  static func text(_ file: MappingFile, joins: JoinPlan) -> String {
    var writer = MappingWriter()
    writer.write(file, joins)
    return writer.text
  }

  private mutating func write(_ file: MappingFile, _ joins: JoinPlan) {
    text = """
      # How exports became this snapshot. The next import uses it: edit it where it is wrong.
      # A column is made of the first of its sources that is not blank; a text behind = stands for
      # itself. Comments are not kept.

      """
    if let dates = file.dates { line("dates: \(dates.rawValue)") }
    if let numbers = file.numbers { line("numbers: \(numbers.rawValue)") }
    if let missing = file.missing { line("missing: \(missing.rawValue)") }
    if let amount = file.stripeAmount { line("stripe_amount: \(amount.rawValue)") }
    if !file.slicers.isEmpty {
      line("slicers: [\(file.slicers.map(Self.scalar).joined(separator: ", "))]")
    }
    if !file.channels.isEmpty {
      line("channels:")
      for (system, channel) in file.channels.sorted(by: { $0.key < $1.key }) {
        line("  \(Self.scalar(system)): \(Self.scalar(channel))")
      }
    }
    line("files:")
    for entry in file.files { write(entry) }
    if !file.stages.isEmpty { line("stages:") }
    for stage in file.stages { write(stage) }
    if !file.joins.isEmpty { line("joins:") }
    let open = Dictionary(joins.unmatched.map { ($0.customer, $0) }) { first, _ in first }
    for join in file.joins { write(join, open[join.customer]) }
    line("imports:")
    for record in file.imports {
      line(
        "  - {file: \(Self.scalar(record.file)), shape: \(record.shape), as_of: \(record.asOf), "
          + "digest: \"\(record.digest)\"}")
    }
  }

  private mutating func line(_ line: String) { text += line + "\n" }

  private mutating func write(_ entry: MappingFile.Entry) {
    line("  - match: \(Self.scalar(entry.match))")
    if let shape = entry.shape { line("    shape: \(shape)") }
    if let system = entry.system { line("    from: \(system.rawValue)") }
    if let table = entry.table { line("    table: \(table)") }
    if let encoding = entry.encoding { line("    encoding: \(encoding.rawValue)") }
    if let delimiter = entry.delimiter {
      line("    delimiter: \(FilePreparer.word(delimiter))")
    }
    if let dates = entry.dates { line("    dates: \(dates.rawValue)") }
    if let numbers = entry.numbers { line("    numbers: \(numbers.rawValue)") }
    if !entry.columns.isEmpty { line("    columns:") }
    for column in entry.columns {
      let sources = column.sources.map(Self.scalar)
      let value = sources.count == 1 ? sources[0] : "[\(sources.joined(separator: ", "))]"
      line("      \(Self.scalar(column.target)): \(value)")
    }
    if !entry.words.isEmpty { line("    words:") }
    for (target, words) in entry.words.sorted(by: { $0.key < $1.key }) {
      line("      \(Self.scalar(target)):")
      for (from, to) in words.sorted(by: { $0.key < $1.key }) {
        line("        \(Self.scalar(from)): \(Self.scalar(to))")
      }
    }
  }

  private mutating func write(_ stage: MappingFile.Stage) {
    var parts = ["stage: \(Self.scalar(stage.stage))"]
    if !stage.pipeline.isEmpty { parts.append("pipeline: \(Self.scalar(stage.pipeline))") }
    if let outcome = stage.outcome { parts.append("outcome: \(outcome)") }
    if let category = stage.category, !category.isEmpty {
      parts.append("category: \(Self.scalar(category))")
    }
    if let probability = stage.probability {
      var line = LineWriter(capacity: 256)
      line.share(billionths: probability)
      parts.append("probability: \(String(decoding: line.written, as: UTF8.self))")
    }
    line("  - {\(parts.joined(separator: ", "))}")
  }

  private mutating func write(_ join: MappingFile.Join, _ open: JoinPlan.Unmatched?) {
    var parts = ["customer: \(Self.scalar(join.customer))"]
    parts.append("account: \(join.account.map(Self.scalar) ?? "")")
    if let open {
      if !open.name.isEmpty { parts.append("name: \(Self.scalar(open.name))") }
      parts.append("money: \(Self.scalar(open.moneyText))")
      if !open.candidates.isEmpty {
        parts.append("candidates: [\(open.candidates.map(Self.scalar).joined(separator: ", "))]")
      }
    } else {
      parts.append("by: \(Self.scalar(join.reason.rawValue))")
    }
    line("  - {\(parts.joined(separator: ", "))}")
  }

  /// A text as YAML: plain where nothing can be misunderstood.
  static func scalar(_ text: String) -> String {
    let reserved: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    let isPlain =
      text.first.map { $0.isLetter || $0 == "_" } ?? false
      && text.last != " " && !reserved.contains(text.lowercased())
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || scalar == "_" || scalar == "-" || scalar == "." || scalar == "/" || scalar == " "
      }
    return isPlain ? text : JSON.quoted(text)
  }
}

extension JoinPlan.Unmatched {
  /// `1200 USD, 30 EUR`.
  var moneyText: String {
    money.sorted { $0.key < $1.key }
      .map { $0.key.isEmpty ? $0.value.description : "\($0.value) \($0.key)" }
      .joined(separator: ", ")
  }
}

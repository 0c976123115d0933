import RevBase
import Yams

/// Reads import.yaml with the places of what it does not understand.
struct MappingReader {
  let path: String
  private(set) var file = MappingFile()
  /// Keys that mean nothing, with line and column.
  private(set) var notes: [String] = []

  /// A mapping is written by hand or by an import of some files; more than this is some other file.
  private static let maximumBytes = 16 << 20

  private init(path: String) { self.path = path }

  static func read(
    _ text: String, path: String
  ) throws(ImportError) -> (file: MappingFile, notes: [String]) {
    var reader = MappingReader(path: path)
    try reader.read(text)
    return (reader.file, reader.notes)
  }

  private mutating func read(_ yaml: String) throws(ImportError) {
    guard yaml.utf8.count <= Self.maximumBytes else {
      throw .mapping(
        path: path, line: 1, column: 1, problem: "the mapping file is larger than 16 MiB",
        remedy: "Remove it to begin anew.")
    }
    try refuseDepth(yaml)
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw syntax(error)
    } catch {
      throw .mapping(
        path: path, line: 1, column: 1, problem: "no YAML", remedy: "Correct or remove the file.")
    }
    guard let root else { return }
    if case .scalar(let scalar) = root, scalar.string.isEmpty || scalar.string == "null" { return }
    for (name, key, value) in try pairs(root, "the file") {
      switch name {
      case "dates": file.dates = try word(value, DateOrder.init, "dmy, mdy or ymd")
      case "numbers": file.numbers = try word(value, NumberStyle.init, "point or comma")
      case "slicers": file.slicers = try texts(value)
      case "missing": file.missing = try word(value, MissingDeals.init, "vanished or kept")
      case "stripe_amount":
        file.stripeAmount = try word(value, StripeAmount.init, "each or total")
      case "channels":
        for (system, _, channel) in try pairs(value, "channels") {
          file.channels[system] = try text(channel)
        }
      case "files": for entry in try items(value, "files") { try readEntry(entry) }
      case "stages": for stage in try items(value, "stages") { try readStage(stage) }
      case "joins": for join in try items(value, "joins") { try readJoin(join) }
      case "imports": for record in try items(value, "imports") { try readRecord(record) }
      default: note(name, key)
      }
    }
  }

  private mutating func readEntry(_ node: Node) throws(ImportError) {
    var entry = MappingFile.Entry(match: "*")
    entry.line = node.mark?.line ?? 1
    for (name, key, value) in try pairs(node, "an entry of files") {
      switch name {
      case "match": entry.match = try text(value)
      case "shape":
        let id = try text(value)
        guard ShapeCatalog.shape(id) != nil else {
          throw wrong(value, "there is no shape '\(id)'", "Remove the line to have it recognised.")
        }
        entry.shape = id
      case "from":
        entry.system = try word(
          value, ImportSystem.init, ImportSystem.allCases.map(\.rawValue).joined(separator: ", "))
      case "table":
        let name = try text(value)
        guard SnapshotColumns.names[name] != nil else {
          throw wrong(value, "there is no table '\(name)'", "Name a table of the snapshot.")
        }
        entry.table = name
      case "encoding":
        entry.encoding = try word(value, TextEncoding.init(name:), "utf-8 or windows-1252")
      case "delimiter": entry.delimiter = try delimiter(value)
      case "dates": entry.dates = try word(value, DateOrder.init, "dmy, mdy or ymd")
      case "numbers": entry.numbers = try word(value, NumberStyle.init, "point or comma")
      case "columns":
        for (target, key, sources) in try pairs(value, "columns") {
          entry.columns.append(
            MappingFile.Column(
              target: target, sources: try texts(sources), line: key.mark?.line ?? 1,
              column: key.mark?.column ?? 1))
        }
      case "words":
        for (target, _, list) in try pairs(value, "words") {
          for (from, _, to) in try pairs(list, "words of \(target)") {
            entry.words[target, default: [:]][from] = try text(to)
          }
        }
      default: note(name, key)
      }
    }
    file.files.append(entry)
  }

  private mutating func readStage(_ node: Node) throws(ImportError) {
    var stage = MappingFile.Stage(stage: "")
    for (name, key, value) in try pairs(node, "a stage") {
      switch name {
      case "stage": stage.stage = try text(value)
      case "pipeline": stage.pipeline = try text(value)
      case "outcome":
        stage.outcome = try word(
          value, { ["open", "won", "lost"].contains($0) ? $0 : nil }, "open, won or lost")
      case "category": stage.category = try text(value)
      case "probability":
        let bytes = Array(try text(value).utf8)
        let plan = CellForm(kind: .share)
        guard let share = plan.billionths(bytes.span, 0, bytes.count) else {
          throw wrong(value, "the probability is not from 0 to 1", "Write a share such as 0.35.")
        }
        stage.probability = share
      case "position": break
      default: note(name, key)
      }
    }
    if stage.stage.isEmpty { throw wrong(node, "a stage without a name", "Write 'stage: NAME'.") }
    file.stages.append(stage)
  }

  private mutating func readJoin(_ node: Node) throws(ImportError) {
    var join = MappingFile.Join(customer: "", account: nil, reason: .mapping)
    for (name, key, value) in try pairs(node, "a join") {
      switch name {
      case "customer": join.customer = try text(value)
      case "account":
        let account = try text(value)
        join.account = account.isEmpty ? nil : account
      case "by":
        let reason = try text(value)
        join.reason = JoinPlan.Reason(rawValue: reason) ?? .mapping
      case "name", "money", "candidates": break
      default: note(name, key)
      }
    }
    file.joins.append(join)
  }

  private mutating func readRecord(_ node: Node) throws(ImportError) {
    var record = MappingFile.Record(file: "", shape: "", asOf: Day(0), digest: "")
    for (name, key, value) in try pairs(node, "an import") {
      switch name {
      case "file": record.file = try text(value)
      case "shape": record.shape = try text(value)
      case "as_of":
        guard let day = Day(try text(value)) else {
          throw wrong(value, "as_of is no day", "Write a day such as 2026-11-16.")
        }
        record.asOf = day
      case "digest": record.digest = try text(value)
      default: note(name, key)
      }
    }
    file.imports.append(record)
  }

  // MARK: - Values

  private func delimiter(_ node: Node) throws(ImportError) -> UInt8 {
    switch try text(node) {
    case ",", "comma": 0x2C
    case ";", "semicolon": 0x3B
    case "\t", "tab": 0x09
    case "|", "pipe": 0x7C
    default: throw wrong(node, "an unknown delimiter", "Write comma, semicolon, tab or pipe.")
    }
  }

  private func word<Value>(
    _ node: Node, _ make: (String) -> Value?, _ choices: String
  ) throws(ImportError) -> Value {
    let word = try text(node)
    guard let value = make(word) else {
      throw wrong(node, "'\(CellText.shown(word))' is not understood", "Write \(choices).")
    }
    return value
  }

  private func text(_ node: Node) throws(ImportError) -> String {
    guard let scalar = node.scalar else {
      throw wrong(node, "a list where one value belongs", "Write one value.")
    }
    let isPlainNull = scalar.style == .plain && (scalar.string == "null" || scalar.string == "~")
    return isPlainNull ? "" : scalar.string
  }

  private func texts(_ node: Node) throws(ImportError) -> [String] {
    if case .sequence(let list) = node {
      var result: [String] = []
      for item in list { result.append(try text(item)) }
      return result
    }
    let one = try text(node)
    return one.isEmpty ? [] : [one]
  }

  private func items(_ node: Node, _ what: String) throws(ImportError) -> [Node] {
    if node.scalar?.string == "" { return [] }
    guard case .sequence(let list) = node else {
      throw wrong(node, "\(what) is no list", "Begin each of its entries with '- '.")
    }
    return Array(list)
  }

  private func pairs(
    _ node: Node, _ what: String
  ) throws(ImportError) -> [(String, Node, Node)] {
    if let scalar = node.scalar, scalar.string.isEmpty { return [] }
    guard case .mapping(let mapping) = node else {
      throw wrong(node, "\(what) is no mapping", "Write lines such as 'key: value'.")
    }
    var result: [(String, Node, Node)] = []
    for (key, value) in mapping { result.append((try text(key), key, value)) }
    return result
  }

  private mutating func note(_ name: String, _ key: Node) {
    let place = "\(path):\(key.mark?.line ?? 1):\(key.mark?.column ?? 1)"
    notes.append("\(place): the key '\(CellText.shown(name))' is unknown; it is ignored")
  }

  private func wrong(_ node: Node, _ problem: String, _ remedy: String) -> ImportError {
    .mapping(
      path: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, problem: problem,
      remedy: remedy)
  }

  private func syntax(_ error: YamlError) -> ImportError {
    let (line, column, problem): (Int, Int, String) =
      switch error {
      case .scanner(_, let problem, let mark, _): (mark.line, mark.column, problem)
      case .parser(_, let problem, let mark, _): (mark.line, mark.column, problem)
      case .composer(_, let problem, let mark, _): (mark.line, mark.column, problem)
      default: (1, 1, "no YAML")
      }
    return .mapping(
      path: path, line: line, column: column, problem: problem,
      remedy: "Correct the line, or remove the file to begin anew.")
  }

  /// Lists in lists beyond this depth are no mapping, and would exhaust the parser.
  private func refuseDepth(_ text: String) throws(ImportError) {
    var (depth, line) = (0, 1)
    for byte in text.utf8 {
      switch byte {
      case 0x5B, 0x7B: depth += 1
      case 0x5D, 0x7D: depth = max(0, depth - 1)
      case 0x0A: line += 1
      default: break
      }
      if depth > 64 {
        throw .mapping(
          path: path, line: line, column: 1, problem: "lists nested too deeply",
          remedy: "A mapping needs no more than three levels.")
      }
    }
  }
}

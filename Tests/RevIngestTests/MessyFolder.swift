import RevTesting

/// A random folder with everything that exports get wrong: quotes, line ends inside of cells, bad
/// rows, repeated ids, ids that no table has, words nobody knows.
struct MessyFolder {
  private var dice: SplitMix
  private let rows: Int

  init(_ seed: UInt64, rows: Int = 40) {
    dice = SplitMix(seed: seed)
    self.rows = rows
  }

  private mutating func roll(_ sides: Int) -> Int { Int(dice.next() % UInt64(sides)) }

  private mutating func pick(_ words: [String]) -> String { words[roll(words.count)] }

  /// A cell of a text, quoted where it must be and sometimes where it need not.
  private mutating func cell(_ text: String) -> String {
    let mustQuote = text.contains { ",\"\n\r".contains($0) }
    guard mustQuote || roll(6) == 0 else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private mutating func text() -> String {
    pick([
      "", "Call", "Send, then wait", "two\nlines", "three\r\nlines\n\"quoted\"", "ends with \"",
      "Größe", "日本", "  spaced ", "a,b\nc,d", "\n", "x\(roll(90))",
    ])
  }

  private mutating func day() -> String {
    roll(20) == 0 ? pick(["", "soon", "2026-02-30"]) : "2026-0\(1 + roll(9))-1\(roll(10))"
  }

  private mutating func amount() -> String {
    roll(15) == 0 ? pick(["", "much", "1e5"]) : "\(roll(90_000)).\(10 + roll(90))"
  }

  private mutating func id(_ letter: String, of count: Int) -> String {
    roll(9) == 0 ? pick(["", "\(letter)-none-\(roll(40))"]) : "\(letter)\(1 + roll(count))"
  }

  /// A file with some rows of a wrong form among those of `cells`.
  private mutating func file(_ header: String, _ cells: (inout MessyFolder, Int) -> [String])
    -> [UInt8]
  {
    let end = roll(2) == 0 ? "\n" : "\r\n"
    var bytes = Array((roll(4) == 0 ? "\u{FEFF}" : "").utf8) + Array((header + end).utf8)
    for row in 1...rows {
      let count = cells(&self, row)
      var line = count.map { cell($0) }.joined(separator: ",")
      switch roll(25) {
      case 0: line += ",more,and,more,of,it,than,the,header,has,names,for,these,cells,here,x,y,z,w"
      case 1: line = "\"never closed," + line
      case 2: line = "\"closed\"too early," + line
      case 3: line += end
      case 4: line = String(line.prefix(roll(line.count + 1)))
      default: break
      }
      bytes += Array(line.utf8)
      if roll(40) == 0 { bytes.append(0xFF) }
      if row < rows || roll(3) > 0 { bytes += Array(end.utf8) }
    }
    return bytes
  }

  /// The files by name.
  mutating func files() -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [
      "revtop.yaml": Array("as_of: 2026-11-16\ncurrency: EUR\nexchange_rates: {USD: 0.9}\n".utf8)
    ]
    files["people.csv"] = file("person_id,name,team") { dice, row in
      ["P\(dice.roll(12) == 0 ? 1 : row)", dice.text(), "T\(dice.roll(3))"]
    }
    if roll(3) > 0 {
      files["accounts.csv"] = file("account_id,name,segment,parent_id,owner_id") { dice, row in
        [
          "A\(dice.roll(12) == 0 ? 2 : row)", dice.text(), dice.text(), dice.id("A", of: 60),
          dice.id("P", of: 50),
        ]
      }
    }
    files["deals.csv"] = file(
      "deal_id,name,account_id,owner_id,pipeline,stage,amount,currency,created_date,close_date,"
        + "type,product,forecast_category,next_step"
    ) { dice, row in
      [
        "D\(dice.roll(12) == 0 ? dice.roll(row) : row)", dice.text(), dice.id("A", of: 60),
        dice.id("P", of: 50), dice.pick(["", "Renewal"]), "S\(dice.roll(6))", dice.amount(),
        dice.pick(["", "EUR", "USD", "GBP"]), dice.day(), dice.day(),
        dice.pick(["", "new", "expansion", "gift"]), dice.text(),
        dice.pick(["", "commit", "maybe \(dice.roll(60))"]), dice.text(),
      ]
    }
    files["deal_history.csv"] = file("deal_id,changed_at,field,old_value,new_value,changed_by") {
      dice, row in
      let field = dice.pick(["stage", "amount", "close_date", "owner_id", "next_step", "colour"])
      func value(_ dice: inout MessyFolder) -> String {
        switch field {
        case "stage": "S\(dice.roll(9))"
        case "amount": dice.amount()
        case "close_date": dice.day()
        case "owner_id": dice.id("P", of: 50)
        default: dice.text()
        }
      }
      let time = "\(dice.day())T1\(dice.roll(10)):0\(dice.roll(10)):00Z"
      return [
        dice.id("D", of: 50), time, field, value(&dice), value(&dice), dice.id("P", of: 50),
      ]
    }
    files["activities.csv"] = file("activity_id,date,kind,deal_id,account_id,person_id,direction") {
      dice, row in
      [
        "E\(dice.roll(15) == 0 ? dice.roll(row) : 1000 + row)", dice.day(), dice.text(),
        dice.id("D", of: 50), dice.id("A", of: 60), dice.id("P", of: 50),
        dice.pick(["in", "out", "around \(dice.roll(50))"]),
      ]
    }
    files["leads.csv"] = file("lead_id,created_at,source,account_id,owner_id,score,deal_id") {
      dice, row in
      [
        "L\(dice.roll(99))", dice.day(), dice.text(), dice.id("A", of: 60), dice.id("P", of: 50),
        "\(dice.roll(100))", dice.id("D", of: 50),
      ]
    }
    files["invoices.csv"] = file("invoice_id,account_id,issued_date,amount,deal_id,currency") {
      dice, row in
      [
        "I\(row)", dice.id("A", of: 60), dice.day(), dice.amount(), dice.id("D", of: 50),
        dice.pick(["", "USD"]),
      ]
    }
    files["health.csv"] = file("account_id,date,score") { dice, _ in
      [dice.id("A", of: 60), dice.day(), dice.amount()]
    }
    return files
  }
}

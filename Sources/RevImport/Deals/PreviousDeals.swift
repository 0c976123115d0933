import RevBase

/// The deals of the folder's last import: what they were, to be compared with what they are.
struct PreviousDeals {
  private var ids = ByteIndex()
  /// Cells of `DealPlan.fields` of each deal, as they are written, one after the other.
  private var arena: [UInt8] = []
  private var ends: [UInt32] = []
  private(set) var isSeen: [Bool] = []
  private let text: SourceText
  private var header: [String] = []
  private var start = 0

  var count: Int { isSeen.count }

  /// Reads the folder's deals.csv; nil when there is none.
  static func read(path: String) throws(ImportError) -> PreviousDeals? {
    let text: SourceText
    do throws(SourceFailure) {
      text = try SourceText(path: path)
    } catch {
      if error == .missing { return nil }
      throw .cannotRead(path: path, reason: error.words)
    }
    var deals = PreviousDeals(text)
    do throws(SourceFailure) {
      try deals.index()
    } catch {
      throw .cannotRead(path: path, reason: error.words)
    }
    return deals
  }

  private init(_ text: SourceText) { self.text = text }

  private mutating func index() throws(SourceFailure) {
    var rows = TableRows(text)
    header = try rows.header()
    let places = DealPlan.fields.map { header.firstIndex(of: $0) ?? -1 }
    let id = header.firstIndex(of: "deal_id") ?? 0
    var line = LineWriter()
    while try rows.next() {
      let bytes = rows.bytes
      let span = bytes.span
      let (from, to) = rows.cells.bounds(id)
      line.removeAll()
      line.cell(span, from, to)
      guard ids.add(line.bytes.span, 0, line.count).isNew else { continue }
      isSeen.append(false)
      for place in places {
        line.removeAll()
        if place >= 0 {
          let (start, end) = rows.cells.bounds(place)
          line.cell(span, start, end)
        }
        arena.append(contentsOf: line.written)
        ends.append(UInt32(truncatingIfNeeded: arena.count))
      }
    }
  }

  /// The number of a deal by its id as it is written; nil for a new one.
  mutating func find(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard let number = ids.find(text, start, end) else { return nil }
    isSeen[number] = true
    return number
  }

  /// A cell of `DealPlan.fields` as it was written.
  func field(_ deal: Int, _ field: Int) -> ArraySlice<UInt8> {
    let place = deal * DealPlan.fields.count + field
    let start = place == 0 ? 0 : Int(ends[place - 1])
    return arena[start..<Int(ends[place])]
  }

  /// Hands every deal that was not seen over, as cells by the name of their column.
  func missing(_ take: ([String: String]) throws(ImportError) -> Void) throws(ImportError) {
    var rows = TableRows(text)
    var line = LineWriter()
    do throws(SourceFailure) {
      _ = try rows.header()
    } catch {
      throw .cannotRead(path: "deals.csv", reason: error.words)
    }
    let id = header.firstIndex(of: "deal_id") ?? 0
    var done = Set<Int>()
    while true {
      do throws(SourceFailure) {
        guard try rows.next() else { return }
      } catch {
        throw .cannotRead(path: "deals.csv", reason: error.words)
      }
      let (start, end) = rows.cells.bounds(id)
      line.removeAll()
      let bytes = rows.bytes
      line.cell(bytes.span, start, end)
      guard let number = ids.find(line.bytes.span, 0, line.count), !isSeen[number],
        done.insert(number).inserted
      else { continue }
      var deal: [String: String] = [:]
      for (place, name) in header.enumerated() { deal[name] = rows.cell(place) }
      try take(deal)
    }
  }
}

import RevBase

/// The deals that money may belong to: all ids, and the won ones of each account.
struct DealLinks {
  struct Won {
    var deal: String
    var day: Day
  }

  private(set) var ids: Set<String> = []
  private(set) var won: [String: [Won]] = [:]

  /// Reads them from deals.csv; there are none when there is no such file.
  static func read(path: String, stages: [StagePlan]) throws(ImportError) -> DealLinks {
    var links = DealLinks()
    let isWon = Set(
      stages.filter { $0.outcome == "won" }.map {
        StageKey(pipeline: $0.pipeline, stage: $0.stage)
      })
    let text: SourceText
    do throws(SourceFailure) { text = try SourceText(path: path) } catch {
      if error == .missing { return links }
      throw .cannotRead(path: path, reason: error.words)
    }
    do throws(SourceFailure) {
      var rows = TableRows(text)
      let header = try rows.header()
      func place(_ name: String) -> Int { header.firstIndex(of: name) ?? Int.max }
      let (id, account, pipeline) = (place("deal_id"), place("account_id"), place("pipeline"))
      let (stage, close, closed) = (place("stage"), place("close_date"), place("closed_date"))
      while try rows.next() {
        let deal = rows.cell(id)
        links.ids.insert(deal)
        let (line, name) = (rows.cell(pipeline), rows.cell(stage))
        guard
          isWon.contains(StageKey(pipeline: line, stage: name))
            || isWon.contains(StageKey(pipeline: "", stage: name))
        else { continue }
        let day = rows.cell(closed).isEmpty ? rows.cell(close) : rows.cell(closed)
        guard let day = Day(day.prefix(10)) else { continue }
        links.won[rows.cell(account), default: []].append(Won(deal: deal, day: day))
      }
    } catch {
      throw .cannotRead(path: path, reason: error.words)
    }
    return links
  }

  /// The only won deal of an account; nil when there are none or several.
  func only(_ account: String) -> String? {
    guard let deals = won[account], deals.count == 1 else { return nil }
    return deals[0].deal
  }

  /// The only won deal of an account, or the only one that was closed within a quarter of a day.
  func nearest(_ account: String, to day: Day) -> String? {
    if let only = only(account) { return only }
    let near = (won[account] ?? []).filter { abs($0.day - day) <= 92 }
    return near.count == 1 ? near[0].deal : nil
  }
}

// The sample as a company: histories that end in the deals, and habits that can be learnt.

import RevBase
import RevSample
import Testing

@Suite("The sample's deals")
struct SampleHistoryTests {
  let sample: GeneratedSnapshot

  init() throws { sample = try GeneratedSnapshot.shared.get() }

  private struct Change {
    let moment: String
    let field: String
    let old: String
    let new: String
  }

  private func changes() throws -> [String: [Change]] {
    let rows = try sample.rows(.dealHistory)
    let (ids, moments) = (try rows.column("deal_id"), try rows.column("changed_at"))
    let (fields, olds) = (try rows.column("field"), try rows.column("old_value"))
    let news = try rows.column("new_value")
    var changes: [String: [Change]] = [:]
    for row in ids.indices {
      changes[ids[row], default: []].append(
        Change(moment: moments[row], field: fields[row], old: olds[row], new: news[row]))
    }
    return changes
  }

  @Test func theHistoryOfEveryFieldIsAChainThatEndsInTheDeal() throws {
    let deals = try sample.rows(.deals)
    let ids = try deals.column("deal_id")
    let changes = try changes()
    var checked = 0
    for field in ["stage", "amount", "close_date", "forecast_category", "owner_id", "next_step"] {
      for (id, value) in zip(ids, try deals.column(field)) {
        let chain = (changes[id] ?? []).filter { $0.field == field }
        guard let last = chain.last else { continue }
        #expect(last.new == value, "\(id) \(field)")
        for (one, next) in zip(chain, chain.dropFirst()) {
          #expect(one.new == next.old, "\(id) \(field)")
          #expect(one.moment < next.moment, "\(id) \(field)")
        }
        #expect(chain.allSatisfy { $0.old != $0.new })
        checked += 1
      }
    }
    #expect(checked > 4_000)
  }

  @Test func dealsBeginInAFirstStageAndCloseOnTheDayOfTheirLastStageChange() throws {
    let deals = try sample.rows(.deals)
    let (ids, stages) = (try deals.column("deal_id"), try deals.column("stage"))
    let (created, closed) = (try deals.column("created_date"), try deals.column("closed_date"))
    let closeDates = try deals.column("close_date")
    let changes = try changes()
    for row in ids.indices {
      let all = changes[ids[row]] ?? []
      let moves = all.filter { $0.field == "stage" }
      let first = moves.first?.old ?? stages[row]
      #expect(first == "Prospecting" || first == "Renewal Due")
      #expect(all.allSatisfy { $0.moment.prefix(10) > created[row] })
      let isClosed = [" Won", " Lost"].contains { stages[row].hasSuffix($0) }
      #expect(isClosed == !closed[row].isEmpty)
      if isClosed {
        #expect(moves.last.map { String($0.moment.prefix(10)) } == closed[row])
        #expect(closeDates[row] == closed[row])
      }
    }
  }

  @Test func dealsAreNumberedInTheOrderOfTheirCreation() throws {
    let deals = try sample.rows(.deals)
    let ordered = zip(try deals.column("deal_id"), try deals.column("created_date"))
      .sorted { $0.0 < $1.0 }.map(\.1)
    #expect(ordered == ordered.sorted())
  }

  @Test func dealsHaveTheFaultsThatHygieneCounts() throws {
    let deals = try sample.rows(.deals)
    let open = try deals.column("closed_date").map(\.isEmpty)
    func isFound(_ column: String, where holds: (String) -> Bool) throws -> Bool {
      zip(open, try deals.column(column)).contains { $0 && holds($1) }
    }
    #expect(try isFound("next_step", where: \.isEmpty))
    #expect(try isFound("amount", where: \.isEmpty))
    #expect(try isFound("contacts") { $0 == "0" || $0 == "1" })
    #expect(try isFound("account_id", where: \.isEmpty))
    #expect(try isFound("owner_id") { $0 == "Q-INBOUND" })
    #expect(try isFound("close_date") { $0 < sample.asOf })
    let names = try sample.rows(.accounts).column("name")
    #expect(names.contains { $0.hasSuffix(", Inc") && $0 == $0.uppercased().dropLast(2) + "nc" })
  }

  @Test func dealsAreReopenedFallBackAndChangeHands() throws {
    let moves = try sample.rows(.dealHistory)
    let steps = zip(try moves.column("old_value"), try moves.column("new_value"))
      .map { "\($0) > \($1)" }
    #expect(steps.contains("Closed Lost > Discovery"))
    #expect(steps.contains("Proposal > Evaluation"))
    let fields = try moves.column("field")
    #expect(Set(fields).count == 6)
    let handed = zip(zip(fields, try moves.column("old_value")), try moves.column("new_value"))
    #expect(handed.contains { $0.0 == "owner_id" && $0.1.hasPrefix("P-") && $1.hasPrefix("P-") })
    let each = Double(fields.count) / Double(sample.options.deals)
    #expect((6.5...9.5).contains(each))
  }

  @Test func salesOfSegmentsWinAndLastAsDesigned() throws {
    let large = try GeneratedSnapshot(deals: 5_000, seed: 11)
    let segments = try large.rows(.accounts).byKey("account_id", "segment")
    let deals = try large.rows(.deals)
    let (accounts, types) = (try deals.column("account_id"), try deals.column("type"))
    let (stages, created) = (try deals.column("stage"), try deals.column("created_date"))
    let closed = try deals.column("closed_date")
    var won: [String: [Int]] = [:]
    var lost: [String: Int] = [:]
    for row in accounts.indices where types[row] == "new" {
      let segment = segments[accounts[row]] ?? "(none)"
      if stages[row] == "Closed Lost" { lost[segment, default: 0] += 1 }
      guard stages[row] == "Closed Won", let from = Day(created[row]), let to = Day(closed[row])
      else { continue }
      won[segment, default: []].append(to - from)
    }
    func rate(_ segment: String) -> Double {
      let wins = Double(won[segment]?.count ?? 0)
      return wins / (wins + Double(lost[segment] ?? 0))
    }
    func median(_ segment: String) -> Int {
      let sorted = (won[segment] ?? []).sorted()
      return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
    #expect(rate("SMB") > rate("Mid-market") && rate("SMB") > rate("Enterprise"))
    #expect((0.10...0.40).contains(rate("Mid-market")))
    #expect(median("SMB") < median("Mid-market"))
    #expect(median("Mid-market") < median("Enterprise"))
  }

  @Test func activityFadesBeforeALoss() throws {
    let deals = try sample.rows(.deals)
    let stages = try deals.byKey("deal_id", "stage")
    let closed = try deals.byKey("deal_id", "closed_date")
    let activities = try sample.rows(.activities)
    var last: [String: Int] = [:]
    for (id, date) in zip(try activities.column("deal_id"), try activities.column("date")) {
      guard let end = Day(closed[id] ?? ""), let day = Day(date), end - day <= 21 else { continue }
      last[id, default: 0] += 1
    }
    func mean(_ stage: String) -> Double {
      let ids = stages.filter { $0.value == stage }.keys
      return Double(ids.reduce(0) { $0 + (last[$1] ?? 0) }) / Double(ids.count)
    }
    #expect(mean("Closed Won") > 1.5 * mean("Closed Lost"))
  }

  @Test func aPriceChangeEndsOneRowAndStartsAnother() throws {
    let rows = try sample.rows(.subscriptions)
    let (accounts, starts) = (try rows.column("account_id"), try rows.column("start_date"))
    let (ends, requests) = (try rows.column("end_date"), try rows.column("cancel_requested_date"))
    let opened = Set(zip(accounts, starts).map { "\($0)|\($1)" })
    var changed = 0
    for row in accounts.indices {
      #expect(ends[row].isEmpty || ends[row] >= starts[row])
      guard !ends[row].isEmpty, requests[row].isEmpty else { continue }
      #expect(opened.contains("\(accounts[row])|\(ends[row])"))
      changed += 1
    }
    #expect(changed > 50)
    for (end, request) in zip(ends, requests) where !request.isEmpty { #expect(request < end) }
  }
}

import RevBase
import RevMetrics
import RevModel

extension Presenter {
  /// The values of a picker, each with the open deals that it would leave.
  mutating func pickerValues(_ subject: PickerSubject, _ question: Question) -> [PickerValue] {
    switch subject {
    case .dimension(let dimension): values(dimension, question)
    case .period: periods(question)
    case .dimensions: dimensions(question)
    case .against: others(question)
    case .whatIf(let deals): choices(deals, question)
    case .stage(let deals): stages(deals, question)
    case .scenarios: []
    }
  }

  private mutating func values(_ dimension: Dimension, _ question: Question) -> [PickerValue] {
    var open = question
    open.slicers[dimension] = nil
    let context = context(open)
    var tallies: [String: (count: Int, cents: Int128)] = [:]
    for value in allValues(dimension) { tallies[value] = (0, 0) }
    for row in context.selection.openInPeriod {
      let value = self.value(dimension, ofDeal: Int(row), context.book)
      var tally = tallies[value] ?? (0, 0)
      tally.count += 1
      tally.cents += Int128(context.book.state.amount[Int(row)])
      tallies[value] = tally
    }
    let list = tallies.map { value, tally in
      PickerValue(
        id: value, title: valueTitle(value, dimension), count: tally.count,
        amount: Money(cents: Int64(clamping: tally.cents)))
    }
    // Those with most money first; without any, by name.
    return list.sorted { a, b in
      if a.amount != b.amount { return a.amount > b.amount }
      if a.count != b.count { return a.count > b.count }
      return a.title < b.title
    }
  }

  private func allValues(_ dimension: Dimension) -> [String] {
    switch dimension {
    case .segment: snapshot.accounts.segment.vocabulary.words
    case .region: snapshot.accounts.region.vocabulary.words
    case .team: snapshot.people.team.vocabulary.words
    case .product: snapshot.deals.product.vocabulary.words
    case .source: snapshot.deals.source.vocabulary.words
    case .type: snapshot.deals.type.vocabulary.words
    case .owner: Set(snapshot.deals.owner).compactMap { ownerID($0) }
    case .column(let name): snapshot.deals.further[name]?.vocabulary.words ?? []
    }
  }

  private func ownerID(_ code: Int32) -> String? {
    let people = snapshot.people
    guard code >= 0, !people.isLoaded || Int(code) < people.knownCount else { return nil }
    return people.ids[Int(code)]
  }

  private func value(_ dimension: Dimension, ofDeal row: Int, _ book: DealsAsOf) -> String {
    let deals = snapshot.deals
    func ofAccount(_ column: CodeColumn) -> String? {
      let account = Int(deals.account[row])
      return account >= 0 && account < column.count ? column[account] : nil
    }
    func ofOwner(_ column: CodeColumn) -> String? {
      let owner = Int(book.state.owner[row])
      return owner >= 0 && owner < column.count ? column[owner] : nil
    }
    let value: String? =
      switch dimension {
      case .segment: ofAccount(snapshot.accounts.segment)
      case .region: ofAccount(snapshot.accounts.region)
      case .owner: ownerID(book.state.owner[row])
      case .team: ofOwner(snapshot.people.team)
      case .product: deals.product[row]
      case .source: deals.source[row]
      case .type: deals.type[row]
      case .column(let name): deals.further[name]?[row]
      }
    return value ?? Slicers.none
  }

  private func valueTitle(_ value: String, _ dimension: Dimension) -> String {
    guard dimension == .owner, let code = snapshot.people.ids.firstRow(of: value) else {
      return value
    }
    return snapshot.people.title(ofCode: Int32(code)) ?? value
  }

  /// Quarters and years around the as-of day, each with the deals that close in it.
  private mutating func periods(_ question: Question) -> [PickerValue] {
    let calendar = snapshot.manifest.fiscalCalendar
    let context = context(question)
    let home = calendar.quarter(holding: question.asOf)
    var periods = (-8...4).reversed().map { calendar.shift(home, by: $0) }
    let year = calendar.year(calendar.quarterIndex(of: question.asOf).year)
    periods += [1, 0, -1, -2].map { calendar.shift(year, by: $0) }
    if !periods.contains(question.period) { periods.insert(question.period, at: 0) }
    return periods.map { period in
      var count = 0
      var cents: Int128 = 0
      for row in context.selection.open
      where period.contains(Day(context.book.state.close[Int(row)])) {
        count += 1
        cents += Int128(context.book.state.amount[Int(row)])
      }
      return PickerValue(
        id: period.label, title: "\(period.label)  \(period.start) to \(period.end)",
        count: count, amount: Money(cents: Int64(clamping: cents)), period: period)
    }
  }

  private func dimensions(_ question: Question) -> [PickerValue] {
    snapshot.dimensions.map { dimension in
      let chosen = question.slicers[dimension] ?? []
      let words = chosen.isEmpty ? "" : ": " + chosen.joined(separator: ", ")
      return PickerValue(
        id: dimension.rawValue, title: dimension.title + words,
        count: allValues(dimension).count, amount: .zero,
        obstacle: snapshot.obstacle(to: .deals, by: dimension))
    }
  }
}

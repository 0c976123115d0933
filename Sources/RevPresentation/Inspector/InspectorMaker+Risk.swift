import RevBase
import RevJournal
import RevMetrics
import RevModel
import RevRisk

extension InspectorMaker {
  // MARK: - Chance

  /// The chance, what it is made of, and what would change it.
  var riskSections: [InspectorModel.Section] {
    guard book.standing[row] == Standing.open.rawValue else {
      return [.init(title: "Chance", fields: [.init("", "not an open deal", tone: .dim)])]
    }
    guard let model else {
      return [
        .init(title: "Chance", fields: [.init("", "learning from the history", tone: .missing)])
      ]
    }
    guard let risk = model.risk(ofDeal: row) else {
      return [
        .init(
          title: "Chance", fields: [.init("", "no model of deals of this type", tone: .missing)])
      ]
    }
    let text = RiskText(risk: risk, currency: currency, masksNames: masksNames)
    var fields: [InspectorModel.Field] = []
    for part in text.parts {
      let isNormal = part.kind.map { normal.contains($0) } ?? false
      fields.append(
        .init(
          isNormal ? part.points + "*" : part.points, part.seen,
          tone: isNormal ? .elsewhen : part.tone))
      if !part.rest.isEmpty { fields.append(.init("", part.rest, tone: .dim)) }
    }
    fields.append(
      .init("= \(risk.chancePercent)%", "by the end of \(model.period.label)", tone: .strong))
    if let words = risk.modeWords { fields.append(.init("", words, tone: .warning)) }
    let word = risk.isAtRisk ? "at risk" : "not at risk"
    var sections = [
      InspectorModel.Section(title: "Chance: \(text.chances), \(word)", fields: fields)
    ]
    // What follows is seen before what it follows from.
    if let deal = NormalDeal(risk, supposing: normal) {
      sections.insert(
        .init(
          title: "What if \(Format.count(deal.reasons.count, "reason")) were normal",
          fields: NormalText(deal: deal, text: text).lines.map {
            .init($0.label, $0.text, tone: $0.tone)
          }), at: 0)
    }
    var change = text.outlook.map { InspectorModel.Field($0.label, $0.text) }
    for flag in risk.flags.all {
      change.append(.init("Flag", flag.short, note: flag.rule, tone: flag.isHard ? .watch : .text))
    }
    sections.append(.init(title: "What would change it", fields: change))
    return sections
  }

  // MARK: - Similar deals

  var similarSection: InspectorModel.Section? {
    guard book.standing[row] == Standing.open.rawValue, let similar = model?.similar(toDeal: row)
    else { return nil }
    let title =
      "Similar deals (\(similar.likeness.rawValue)): \(similar.wonCount) won, "
      + "\(similar.lostCount) lost"
    var fields: [InspectorModel.Field] = []
    for match in similar.won.prefix(3) { fields.append(field(match, "won", .good)) }
    for match in similar.lost.prefix(3) { fields.append(field(match, "lost", .watch)) }
    if fields.isEmpty { fields = [.init("", "none was closed yet", tone: .missing)] }
    return InspectorModel.Section(title: title, fields: fields)
  }

  private func field(_ match: SimilarDeals.Match, _ word: String, _ tone: Tone)
    -> InspectorModel.Field
  {
    var words = [
      Format.compact(match.amount), "\(match.daysInStage) days in this stage",
      match.pushes == 0 ? "never pushed" : "pushed \(Format.count(match.pushes, "time"))",
    ]
    if let reason = match.lostReason { words.append(reason) }
    return .init(
      "\(word) \(Format.short(match.closed, near: today))",
      reader.deal(match.deal).text, note: words.joined(separator: ", "), tone: tone)
  }

  // MARK: - What was written

  var journalSection: InspectorModel.Section? {
    if entries.isEmpty { return nil }
    let fields = entries.reversed().map { entry -> InspectorModel.Field in
      let isMasked = masksNames && (entry.details["action"] != nil || entry.kind == .call)
      var notes: [String] = []
      if entry.kind == .action || entry.kind == .decision {
        notes.append(entry.state == .open ? "open" : entry.state.rawValue)
        if let due = entry.due { notes.append("due \(due)") }
        if !entry.owner.isEmpty { notes.append(reader.person(id: entry.owner).text) }
      } else {
        notes.append(MomentWords.text(entry.createdAt.microseconds))
      }
      return .init(
        entry.kind.rawValue, isMasked ? entry.details["rule"] ?? "" : entry.title,
        note: notes.joined(separator: ", "))
    }
    return InspectorModel.Section(title: "Notes and actions", fields: fields)
  }
}

// Rows of deals.csv, deal_history.csv and activities.csv.

extension AccountWriter {
  func writeDeals(name: [UInt8]) {
    for place in story.deals.indices {
      writeDeal(place, name: name)
      writeHistory(place)
    }
  }

  private func writeDeal(_ place: Int, name: [UInt8]) {
    let (file, calendar, names) = (tables[.deals], company.calendar, company.names)
    let deal = story.deals[place]
    file.id(IdWidths.deal, numbers[place], width: ids.deal)
    file.raw(name)
    file.raw(phrases.dash)
    file.raw(names.products[deal.product])
    file.word(phrases.kinds[Int(deal.kind.rawValue)])
    if deal.isLinked {
      file.id(IdWidths.account, account, width: ids.account)
    } else {
      file.blank()
    }
    file.owner(deal.owner, ids)
    if deal.kind == .renewal { file.word(phrases.renewalPipeline) } else { file.blank() }
    file.word(phrases.stages[deal.stage.rawValue])
    if let amount = deal.amount { file.money(amount) } else { file.blank() }
    file.word(Currency.all[story.currency].code)
    file.day(deal.created, calendar)
    file.day(deal.closeDay, calendar)
    file.planned(deal.closedDay, calendar)
    file.word(DealKind.names[Int(deal.kind.rawValue)])
    file.word(names.products[deal.product])
    file.word(names.sources[deal.source])
    if let campaign = deal.campaign {
      file.word(phrases.campaign(quarter: campaign, source: deal.source))
    } else {
      file.blank()
    }
    file.integer(deal.term)
    file.word(deal.lostReason)
    file.word(phrases.categories[deal.category.rawValue])
    writeTail(of: deal, to: file)
    file.endRow()
  }

  private func writeTail(of deal: Deal, to file: TableFile) {
    let calendar = company.calendar
    if let chance = deal.ownChance, deal.stage.isOpen {
      file.put(0x30)
      file.put(0x2E)
      file.digits(chance, width: 2)
      file.put(0x2C)
    } else {
      file.blank()
    }
    if let step = deal.nextStep {
      file.text(company.names.nextSteps[step])
    } else {
      file.blank()
    }
    file.planned(deal.nextStep == nil ? nil : deal.nextStepDay, calendar)
    file.fact(deal.lastActivity, calendar)
    if let contacts = deal.contacts { file.integer(contacts) } else { file.blank() }
  }

  private func writeHistory(_ place: Int) {
    let (file, calendar) = (tables[.dealHistory], company.calendar)
    let isUTC = story.region == 1
    let deal = story.deals[place]
    for row in deal.changes {
      let change = story.changes[row]
      file.id(IdWidths.deal, numbers[place], width: ids.deal)
      file.moment(Int(change.day), minute: Int(change.minute), isUTC: isUTC, calendar)
      file.word(phrases.fields[Int(change.field.rawValue)])
      value(change.old, of: change.field, to: file)
      value(change.new, of: change.field, to: file)
      if change.actor >= 0 { file.person(Int(change.actor), ids) } else { file.blank() }
      file.endRow()
    }
  }

  private func value(_ code: Int64, of field: Change.Field, to file: TableFile) {
    guard code != Change.blank else { return file.blank() }
    switch field {
    case .stage: file.word(phrases.stages[Int(code)])
    case .amount: file.money(code)
    case .closeDate: file.day(Int(code), company.calendar)
    case .category: file.word(phrases.categories[Int(code)])
    case .owner: file.owner(code < 0 ? nil : Int(code), ids)
    case .nextStep: file.text(company.names.nextSteps[Int(code)])
    }
  }

  mutating func writeActivities() {
    let (file, calendar, kinds) = (tables[.activities], company.calendar, company.names.kinds)
    for place in story.deals.indices {
      let deal = story.deals[place]
      for row in deal.activities {
        let activity = story.activities[row]
        activities += 1
        file.id(IdWidths.activity, activities, width: ids.many)
        file.day(Int(activity.day), calendar)
        file.word(kinds[Int(activity.kind)])
        file.id(IdWidths.deal, numbers[place], width: ids.deal)
        file.id(IdWidths.account, account, width: ids.account)
        if activity.person >= 0 { file.person(Int(activity.person), ids) } else { file.blank() }
        file.word(activity.isInbound ? phrases.inbound : phrases.outbound)
        file.endRow()
      }
    }
  }
}

import RevModel

extension AppState {
  /// Does what a command asks for, or says why it cannot be done now.
  mutating func perform(_ command: CommandID) -> [Effect] {
    if let reason = whyNot(command) {
      message = Message(reason)
      return []
    }
    let before = place
    let effects = carryOut(command)
    // Typing a text, and picking values, are remembered when they are accepted.
    if !command.isUndoing, place.look != before.look { remember(before) }
    return effects
  }

  private mutating func carryOut(_ command: CommandID) -> [Effect] {
    switch command {
    case .focusPipeline: focus(.pipeline)
    case .focusRisk: focus(.risk)
    case .focusForecast: focus(.forecast)
    case .focusRetention: focus(.retention)
    case .nextPane: place.focus = place.focus.next(1)
    case .previousPane: place.focus = place.focus.next(-1)
    case .zoom: place.isZoomed.toggle()
    case .viewMovement: open(.movement)
    case .viewFunnel: open(.funnel)
    case .viewTeam: open(.team)
    case .viewCash: open(.cash)
    case .viewHygiene: open(.hygiene)
    case .viewForecastAudit: open(.forecastAudit)
    case .viewWarnings: open(.table(.warnings))
    case .viewActions: open(.table(.actions))
    case .viewJournal: open(.table(.journal))
    case .viewQuality: open(.quality)
    case .stalledOnly: toggleStalled()
    case .acceptAction: return moveActions(.accept)
    case .finishAction: return moveActions(.finish)
    case .snoozeAction: askAboutActions { .snooze($0, rows: $1) }
    case .dismissAction: askAboutActions { .dismiss($0, rows: $1) }
    case .note: return meeting == nil ? compose() : compose([.decision, .action])
    case .call: return composeCall()
    case .nextForm: nextForm()
    case .viewAnomalies: open(.anomalies)
    case .up, .down, .left, .right, .first, .last, .pageUp, .pageDown, .halfUp, .halfDown:
      move(command)
    case .drill: return drill()
    case .back: meeting == nil ? stepOut() : endMeeting()
    case .close:
      if overlay != nil {
        cancel()
      } else if meeting != nil {
        endMeeting()
      } else if place.views.count > 1 {
        closeView()
      } else {
        isRunning = false
        return [.quit(isInterrupted: false)]
      }
    case .quit:
      isRunning = false
      return [.quit(isInterrupted: false)]
    case .previousView: swapViews()
    case .setMark: askForLetter(.setMark)
    case .jumpToMark: askForLetter(.jumpToMark)
    case .undo: undo()
    case .redo: redo()
    case .pickSegment: pick(.dimension(.segment))
    case .pickOwner: pick(.dimension(.owner))
    case .pickPeriod: pick(.period)
    case .pickDimension: pick(.dimensions)
    case .previousPeriod: shiftPeriod(-1)
    case .nextPeriod: shiftPeriod(1)
    case .weekBack: shiftDay(-7)
    case .weekForward: shiftDay(7)
    case .asOfDay: overlay = .prompt(PromptState(.asOfDay))
    case .clear: clear()
    case .filter: beginFilter()
    case .nextMatch: return search(isForward: true)
    case .previousMatch: return search(isForward: false)
    case .sortNext: sortBy(step: 1)
    case .sortPrevious: sortBy(step: -1)
    case .sortColumn: sortColumn()
    case .invertSort: invertSort()
    case .mark: markRow()
    case .wide: place.view.isWide.toggle()
    case .explain: explain()
    case .copyCell: return [.copy(wholeTable: false)]
    case .copyTable: return [.copy(wholeTable: true)]
    case .reload: return [.reload]
    case .importFiles: return [.importFiles]
    case .palette: overlay = .palette(PaletteState(viewContext))
    case .help: overlay = .help(HelpState(viewContext))
    case .theme: return nextTheme()
    case .names:
      masksNames.toggle()
      message = Message(masksNames ? "names are masked" : "names are shown")
    case .mouse:
      hasMouse.toggle()
      message = Message(hasMouse ? "the mouse is on" : "the mouse is off")
      return [.setMouse(hasMouse)]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .accept: return accept()
    case .cancel: cancel()
    case .toggleValue: toggleValue()
    case .searchHelp: searchHelp()
    case .complete: return completePath()
    case .compare: pick(.against)
    case .whatIf: beginWhatIf()
    case .export: return beginExport()
    case .presentation: return toggleMeeting()
    case .meetingNext: turnPage(1)
    case .meetingBack: turnPage(-1)
    case .saveReport: askForReport()
    }
    return []
  }

  private mutating func nextTheme() -> [Effect] {
    let index = themes.firstIndex(of: theme) ?? -1
    guard !themes.isEmpty else { return [] }
    theme = themes[(index + 1) % themes.count]
    message = Message("theme \(theme)")
    return [.saveTheme(theme)]
  }

  private mutating func askForLetter(_ chord: Chord) {
    self.chord = chord
    message = Message(
      chord == .setMark ? "a letter to remember this place by" : "the letter of a place")
  }

  /// Uses the letter after `m` or `'`.
  mutating func useLetter(_ letter: Character) {
    defer { chord = nil }
    switch chord {
    case .setMark:
      bookmarks[letter] = place.views
      bookmarkPanes[letter] = Bookmark(focus: place.focus, items: place.paneItems)
      message = Message("place \(letter) is set")
    case .jumpToMark:
      guard let views = bookmarks[letter] else {
        message = Message("no place has the letter \(letter)")
        return
      }
      let before = place
      previous = place.views
      place.views = views
      if let panes = bookmarkPanes[letter] {
        place.focus = panes.focus
        place.paneItems = panes.items
      }
      if place.look != before.look { remember(before) }
    case nil: break
    }
  }

  // MARK: - Undo

  /// Keeps what a view change replaced.
  mutating func remember(_ before: Place) {
    guard place != before else { return }
    done.append(before)
    if done.count > 100 { done.removeFirst() }
    undone = []
  }

  private mutating func undo() {
    guard let last = done.popLast() else { return }
    undone.append(place)
    place = last
  }

  private mutating func redo() {
    guard let next = undone.popLast() else { return }
    done.append(place)
    place = next
  }
}

/// The pane and the cursors that belong to a remembered place.
struct Bookmark: Equatable, Sendable {
  var focus: PaneID
  var items: [PaneID: Item]
}

extension CommandID {
  /// Whether it goes through what was remembered, or keeps its own account of what it changes.
  var isUndoing: Bool {
    switch self {
    case .undo, .redo, .accept, .cancel, .toggleValue, .filter: true
    default: false
    }
  }
}

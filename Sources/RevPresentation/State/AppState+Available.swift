import RevJournal
import RevModel

extension AppState {
  /// Why a command cannot be used now, in words; nil when it can.
  package func whyNot(_ command: CommandID) -> String? {
    switch command {
    case .viewMovement:
      return facts.hasHistory ? nil : "movement needs deal_history.csv"
    case .note: return whyNotWrite
    case .acceptAction, .finishAction, .snoozeAction, .dismissAction:
      return view.kind == .table(.actions) || view.kind == .table(.journal)
        ? whyNotWrite : "only in the lists of actions and of the journal"
    case .call:
      if case .owner = lineItem, view.kind == .team { return whyNotWrite }
      return "choose an owner in view 7 first"
    case .stalledOnly:
      if viewContext == .dashboard { return nil }
      switch view.kind {
      case .table(.item(.atRisk)), .table(.item(.riskFlag)): return nil
      default: return "only among deals at risk"
      }
    case .undo: return done.isEmpty ? "nothing to undo" : nil
    case .redo: return undone.isEmpty ? "nothing to redo" : nil
    case .previousView: return previous == nil ? "there is no previous view" : nil
    case .weekBack, .weekForward, .asOfDay:
      if !facts.hasHistory { return "earlier days need deal_history.csv" }
      if command == .weekForward, !isTimeTravel {
        return "nothing is known after \(facts.home.asOf)"
      }
      return nil
    case .pickSegment: return facts.obstacles[.segment]
    case .pickOwner: return facts.obstacles[.owner]
    case .viewWarnings: return facts.warningCount == 0 ? "there are no data warnings" : nil
    case .toggleValue:
      if case .picker(let picker) = overlay, !picker.subject.takesMarks,
        picker.subject != .period
      {
        return "one is chosen with Enter"
      }
      return nil
    case .complete:
      if case .prompt(let prompt) = overlay, prompt.purpose != .exportPath {
        return "only names of files are completed"
      }
      return nil
    case .mark:
      if viewContext == .dashboard, place.focus != .risk { return "only rows can be marked" }
      return nil
    case .filter:
      return view.isTable ? nil : "only tables can be narrowed; Enter opens one"
    case .nextMatch, .previousMatch:
      return lastSearch.isEmpty ? "nothing was searched for yet" : nil
    default: return nil
    }
  }

  /// Why nothing can be written; nil when it can.
  private var whyNotWrite: String? {
    guard let journal, !journal.isWritable else { return nil }
    return journal.notice ?? "the journal cannot be written"
  }

  /// Why a command of the palette cannot be run from here; nil when it can.
  package func whyNot(_ command: Command, in context: CommandContext) -> String? {
    guard command.contexts.contains(context) else {
      return command.contexts.contains(.table) ? "only in tables" : "not in this view"
    }
    return whyNot(command.id)
  }
}

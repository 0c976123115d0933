/// The rules of the book of next-best actions.
package enum ActionRule: String, Sendable, CaseIterable, Hashable {
  case reEngage = "re-engage"
  case fixRecord = "fix-record"
  case multiThread = "multi-thread"
  case pullIn = "pull-in"
  case buildPipeline = "build-pipeline"
  case openRenewal = "open-renewal"
  case saveAccount = "save-account"
  case billIt = "bill"
  case reconcile
  case answerLeads = "answer-leads"
  case correctCall = "correct-call"
  case shiftSpend = "shift-spend"

  /// The imperative that begins the line.
  package var verb: String {
    switch self {
    case .reEngage: "Re-engage"
    case .fixRecord: "Correct"
    case .multiThread: "Find a second contact for"
    case .pullIn: "Pull in"
    case .buildPipeline: "Build pipeline for"
    case .openRenewal: "Open the renewal of"
    case .saveAccount: "Save"
    case .billIt: "Bill"
    case .reconcile: "Reconcile"
    case .answerLeads: "Answer"
    case .correctCall: "Correct the call of"
    case .shiftSpend: "Move spend away from"
    }
  }

  /// When it speaks.
  package var trigger: String {
    switch self {
    case .reEngage: "a deal at risk that is idle or stuck in its stage"
    case .fixRecord: "a deal that is overdue, or in commit though it will more likely slip"
    case .multiThread: "a deal above the median amount with a single contact"
    case .pullIn:
      "a deal of the next period whose chance by this period's end is in the top tenth of its peers"
    case .buildPipeline: "an expected landing below the quota"
    case .openRenewal: "a contract that ends within 90 days without a renewal deal"
    case .saveAccount: "a cancellation that was requested, or health that fell by 20 points"
    case .billIt: "a won deal without an invoice beyond the ninetieth percentile of the lag"
    case .reconcile: "a deal whose amount and contract differ beyond the tolerance"
    case .answerLeads: "hot leads that have waited for longer than promised"
    case .correctCall: "calls that were biased in one direction for three periods"
    case .shiftSpend: "a channel that loses money while another earns more than the mean"
    }
  }

  package var effort: ActionEffort {
    switch self {
    case .reEngage, .fixRecord, .openRenewal, .billIt, .answerLeads: .step
    case .multiThread, .pullIn, .saveAccount, .reconcile, .correctCall: .meeting
    case .buildPipeline, .shiftSpend: .project
    }
  }

  /// Whether it puts a record or a call right and moves no money.
  package var isCorrection: Bool {
    switch self {
    case .fixRecord, .reconcile, .correctCall: true
    default: false
    }
  }

  /// Of actions about the same deal or account the one with the lowest rank claims its money: money
  /// that would not come otherwise before money that comes earlier, and that before corrections.
  var rank: Int {
    switch self {
    case .saveAccount, .openRenewal, .reEngage, .multiThread: 0
    case .billIt: 1
    case .pullIn: 2
    case .buildPipeline, .answerLeads, .shiftSpend: 3
    case .fixRecord, .reconcile, .correctCall: 4
    }
  }
}

/// What an action takes.
package enum ActionEffort: String, Sendable, Hashable {
  case step = "one step"
  case meeting = "a meeting"
  case project = "a project"
}

/// What the size of an action rests on.
package enum ActionConfidence: String, Sendable, Hashable {
  /// The company's own history.
  case learnt
  /// A rule that was not learnt here.
  case rule
  /// No size is known.
  case unsized
}

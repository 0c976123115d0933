/// What a deal's record says in words; a flag never changes a chance.
package enum RiskFlag: Int, Sendable, CaseIterable, Hashable {
  case stalled, overdue, pushedTwice, silent, unlikely, singleContact, noNextStep, noAmount
  case wentBack, amountCut, categoryFell, categoryContradicts, movedTogether

  /// `silent`, `pushed_twice`: the word in JSON.
  package var word: String {
    switch self {
    case .stalled: "stalled"
    case .overdue: "overdue"
    case .pushedTwice: "pushed_twice"
    case .silent: "silent"
    case .unlikely: "due_but_unlikely"
    case .singleContact: "single_contact"
    case .noNextStep: "no_next_step"
    case .noAmount: "no_amount"
    case .wentBack: "stage_went_back"
    case .amountCut: "amount_cut"
    case .categoryFell: "category_fell"
    case .categoryContradicts: "category_contradicts"
    case .movedTogether: "dates_moved_together"
    }
  }

  /// A few words for a cell.
  package var short: String {
    switch self {
    case .stalled: "stalled"
    case .overdue: "overdue"
    case .pushedTwice: "pushed twice or more"
    case .silent: "silent"
    case .unlikely: "due but unlikely"
    case .singleContact: "single contact"
    case .noNextStep: "no next step"
    case .noAmount: "no amount"
    case .wentBack: "stage went back"
    case .amountCut: "amount cut"
    case .categoryFell: "category fell"
    case .categoryContradicts: "category contradicts the chance"
    case .movedTogether: "dates moved in bulk"
    }
  }

  /// When it is raised.
  package var rule: String {
    switch self {
    case .stalled: "in its stage for longer than nine in ten deals that moved forward"
    case .overdue: "its close date has passed"
    case .pushedTwice: "its close date moved later by more than six days twice or more"
    case .silent: "no activity in \(RiskRuleBook.silentDays) days"
    case .unlikely:
      "due in the period with a chance under \(RiskWords.percent(RiskRuleBook.unlikely))"
    case .singleContact: "fewer than two people known on the buyer's side"
    case .noNextStep: "no next step, or one whose day has passed"
    case .noAmount: "no amount"
    case .wentBack: "its last change of stage in \(RiskRuleBook.recentDays) days was backwards"
    case .amountCut:
      "its amount was cut by more than \(RiskWords.percent(RiskRuleBook.cut)) in "
        + "\(RiskRuleBook.recentDays) days"
    case .categoryFell: "its forecast category fell in \(RiskRuleBook.recentDays) days"
    case .categoryContradicts:
      "in commit with a chance under \(RiskWords.percent(RiskRuleBook.commitChance))"
    case .movedTogether:
      "its owner moved the dates of \(RiskRuleBook.together) or more open deals on one day in "
        + "\(RiskRuleBook.recentDays) days"
    }
  }

  /// Whether it puts a deal at risk when there is money behind it.
  package var isHard: Bool {
    switch self {
    case .stalled, .overdue, .pushedTwice, .silent: true
    default: false
    }
  }
}

/// The flags of one deal, one bit each.
package struct RiskFlags: Sendable, Hashable {
  package private(set) var bits: UInt16

  package init(bits: UInt16 = 0) { self.bits = bits }

  /// In the order of `RiskFlag`.
  package var all: [RiskFlag] { RiskFlag.allCases.filter { has($0) } }
  package var isEmpty: Bool { bits == 0 }
  package func has(_ flag: RiskFlag) -> Bool { bits >> UInt16(flag.rawValue) & 1 == 1 }
  /// Whether one of them is hard.
  package var isHard: Bool { bits & Self.hard != 0 }

  mutating func raise(_ flag: RiskFlag, when condition: Bool = true) {
    if condition { bits |= 1 << UInt16(flag.rawValue) }
  }

  private static let hard = RiskFlag.allCases.reduce(UInt16(0)) {
    $1.isHard ? $0 | 1 << UInt16($1.rawValue) : $0
  }
}

/// The numbers that the rules of risk compare with.
package enum RiskRuleBook {
  /// Won and lost deals, and finished periods, that the model needs before a factor is shown.
  package static let won = 50
  package static let lost = 50
  package static let periods = 2
  /// At risk below this share of the reference chance.
  package static let halved = 0.5
  /// What a hard flag needs: so much of the chance lies between the deal and its reference.
  package static let flagGap = 0.05
  package static let silentDays = 30
  package static let unlikely = 0.25
  package static let commitChance = 0.4
  package static let cut = 0.10
  /// How far back a change still raises a flag.
  package static let recentDays = 90
  /// Dates of so many open deals of one owner that were moved on one day.
  package static let together = 5
  /// Deals of the meeting.
  package static let top = 5
  /// Days by which a date has to move later to count as a push; as the forecast counts it.
  static let pushDays: Int32 = 6
  /// Stays of won deals below which a segment says nothing of its own.
  static let fewest = 5
}

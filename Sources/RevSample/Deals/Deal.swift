/// What a deal is about.
enum DealKind: UInt8, Sendable {
  case new, expansion, renewal

  static let names: [[UInt8]] = ["new", "expansion", "renewal"].map { Array($0.utf8) }
}

/// A deal as it stands after its last change.
struct Deal: Sendable {
  var kind = DealKind.new
  var stage = Stage.prospecting
  var category = Category.pipeline
  /// Cents of the account's currency; nil while nobody has sized it.
  var amount: Int64?
  var created = 0
  var closeDay = 0
  var closedDay: Int?
  /// Index of a person; nil while it waits in the inbound queue.
  var owner: Int?
  var product = 0
  var source = 0
  /// Number of the campaign: the quarter in which it ran; nil without one.
  var campaign: Int?
  var term = 12
  var lostReason: [UInt8] = []
  /// Index into the vocabulary's next steps.
  var nextStep: Int?
  var nextStepDay: Int?
  var lastActivity: Int?
  var contacts: Int?
  /// The rep's own chance in hundredths.
  var ownChance: Int?
  /// Whether the CRM's record names the account.
  var isLinked = true
  /// Rows of the story's changes and activities.
  var changes = 0..<0
  var activities = 0..<0
}

/// A row of deal_history.csv.
///
/// Values are codes: stage, category, person, next step, cents or day; `Change.blank` is an empty
/// cell.
struct Change: Sendable {
  enum Field: UInt8, CaseIterable, Sendable {
    case stage, amount, closeDate, category, owner, nextStep

    var name: String {
      switch self {
      case .stage: "stage"
      case .amount: "amount"
      case .closeDate: "close_date"
      case .category: "forecast_category"
      case .owner: "owner_id"
      case .nextStep: "next_step"
      }
    }
  }

  static let blank = Int64.min

  let day: Int32
  let minute: Int32
  let field: Field
  let actor: Int32
  let old: Int64
  let new: Int64
}

/// A row of activities.csv.
struct Activity: Sendable {
  let day: Int32
  /// Person; -1 while the deal has no owner.
  let person: Int32
  let kind: UInt8
  let isInbound: Bool
}

import RevBase
import RevModel

/// One deal as a walk knows it on its day.
///
/// What an event changes and what a look at the deal reads stand side by side, so that both cost
/// one line of memory and not one of every column.
struct WalkDeal: Sendable {
  /// Hundredths; 0 or less when not sized.
  var amount: Int64
  /// The days on which it entered its stage, and on which it, or its reopening, began.
  var since: Int32 = 0
  var sojourn: Int32 = 0
  /// Exposure is counted up to here.
  var counted: Int32 = 0
  /// The last activity, or its creation.
  var touched: Int32
  /// Unknown where blank.
  var due: Int32
  var owner: Int32
  /// The day on which a closed deal became known to be closed.
  var known = Int32.max
  /// closed_date, whenever that is known; unknown where blank.
  let written: Int32
  /// The day on which its amount stands among the bookings; `unbooked` when it does not.
  var booked = WalkDeal.unbooked
  /// The deal's own chance in billionths, which goes with `homeStage`; −1 when blank.
  let probability: Int32
  /// Where its pipeline's names begin in the tables of `StageCodes`.
  let stageBase: Int32
  var stageName: UInt16
  /// The stage in deals.csv.
  let homeStage: UInt16
  var stage = StageLadder.absent
  let segment: UInt16
  var pushes: UInt8 = 0
  /// Raw value of `DealTable.WrittenCategory`.
  var category: UInt8
  /// Whether its category ever changes.
  let changesCategory: Bool
  /// Closed without a record of any open stage.
  let isRecordless: Bool
  var isListed = false
  var isWinner = false

  static let unbooked = Int32.min

  var isBooked: Bool { booked != Self.unbooked }

  var isClosed: Bool { stage == StageLadder.won || stage == StageLadder.lost }

  /// Whether a deal without records has not come to its closing yet.
  var isWaiting: Bool { isRecordless && !isClosed }

  /// The day that it was closed, as known on a day: its closed_date once that day has come, else
  /// the day of the change.
  @inline(__always)
  func closedDay(on day: Int32) -> Int32 {
    written != Day.unknownNumber && written <= day ? written : known
  }

  /// The population's deals in canonical order, before anything of them is known.
  static func all(_ roster: DealRoster) -> [WalkDeal] {
    let (snapshot, initial) = (roster.snapshot, roster.initial)
    let deals = snapshot.deals
    let names = Int32(snapshot.stages.names.count)
    let changed = snapshot.history?.categoryChanged
    return roster.order.map { id in
      let row = Int(id)
      return WalkDeal(
        amount: initial.amount[row], touched: deals.created[row], due: initial.close[row],
        owner: initial.owner[row], written: deals.closed[row],
        probability: deals.probability[row], stageBase: (deals.pipeline[row] + 1) * names,
        stageName: initial.stage[row], homeStage: deals.stage[row], segment: roster.segment[row],
        category: initial.category[row], changesCategory: changed?[row] ?? false,
        isRecordless: roster.isRecordless[row])
    }
  }
}

/// What the names of stages mean, by a deal's `stageBase` and name.
struct StageCodes: Sendable {
  private let rows: [Int16]
  private let codes: [Int16]
  private let categories: [UInt8]

  init(_ roster: DealRoster) {
    let stages = roster.snapshot.stages
    rows = stages.lookup
    codes = rows.map { roster.ladder.code(ofRow: Int($0)) }
    categories = rows.map {
      $0 < 0 ? StageTable.Category.pipeline.rawValue : stages.rows[Int($0)].category.rawValue
    }
  }

  /// Row of `StageTable.rows`; −1 for none.
  @inline(__always)
  func row(_ deal: WalkDeal) -> Int {
    deal.stageName == .max ? -1 : Int(rows[Int(deal.stageBase) + Int(deal.stageName)])
  }

  /// Code of the ladder.
  @inline(__always)
  func code(_ deal: WalkDeal) -> Int16 { code(name: deal.stageName, base: deal.stageBase) }

  @inline(__always)
  func code(name: UInt16, base: Int32) -> Int16 {
    name == .max ? StageLadder.unknown : codes[Int(base) + Int(name)]
  }

  /// The deal's own category, or its stage's default, by the rules of a deal on an earlier day.
  @inline(__always)
  func category(_ deal: WalkDeal) -> UInt8 {
    let fallback =
      deal.stageName == .max
      ? StageTable.Category.pipeline.rawValue
      : categories[Int(deal.stageBase) + Int(deal.stageName)]
    if !deal.changesCategory, deal.stageName != deal.homeStage { return fallback }
    return switch DealTable.WrittenCategory(rawValue: deal.category) {
    case .blank, .none: fallback
    case .omitted: StageTable.Category.omitted.rawValue
    case .bestCase: StageTable.Category.bestCase.rawValue
    case .commit: StageTable.Category.commit.rawValue
    case .pipeline, .closed, .other: StageTable.Category.pipeline.rawValue
    }
  }
}

/// Open deals of past as-of days with what became of them: what layer two learns from.
struct TrainingRows: Sendable {
  /// Level of each row, one column a factor.
  private(set) var levels: [[UInt16]]
  /// Cell of the projection and days that were left.
  private(set) var cell: [Int32] = []
  private(set) var daysLeft: [UInt16] = []
  /// 1 when it was won by the period's end.
  private(set) var won: [UInt8] = []
  private(set) var period: [UInt16] = []
  /// How many deals a row stands for.
  private(set) var multiple: [Float] = []
  /// Amount on the as-of day and booked amount of won sized deals, in units; 0 otherwise.
  private(set) var amount: [Double] = []
  private(set) var bookedAmount: [Double] = []

  init() { levels = Factor.allCases.map { _ in [] } }

  var count: Int { cell.count }

  /// Every number of days left that a row has, rising.
  var allDaysLeft: [Int] { Set(daysLeft).sorted().map { Int($0) } }

  mutating func append(
    _ deal: Levels, cell: Int, daysLeft: Int, period: Int, multiple: Int
  ) {
    for factor in levels.indices { levels[factor].append(deal[factor]) }
    self.cell.append(Int32(cell))
    self.daysLeft.append(UInt16(daysLeft))
    self.period.append(UInt16(period))
    self.multiple.append(Float(multiple))
    won.append(0)
    amount.append(0)
    bookedAmount.append(0)
  }

  mutating func settle(_ row: Int, amount: Int64, booked: Int64) {
    won[row] = 1
    guard amount > 0 else { return }
    self.amount[row] = Double(amount) / 100
    bookedAmount[row] = Double(booked) / 100
  }
}

/// What the whole company feels: good and bad quarters, and how many deals are born on which day.
///
/// Drawn before the first deal and known to nobody in the company, so that a back-test meets real
/// surprises between quarters.
struct Climate: Sendable {
  /// Added to the log rate of winning: quarter x 3 + segment; the quarter before the history first.
  private let luck: [Double]
  /// Running sums of the weights of the days on which new business is created, from `firstDay`.
  private let arrivals: [Double]
  let firstDay: Int
  /// Since this day a rival undercuts the SMB price.
  let priceWarDay: Int
  /// Since this day EMEA's mid-market decisions wait for a regulator.
  let slowdownDay: Int
  /// Since this day paid search buys more leads of less worth.
  let cheapLeadsDay: Int

  init(calendar: SampleCalendar, seed: UInt64) {
    var random = SampleRandom(seed: seed, stream: .climate, index: 0)
    var luck: [Double] = []
    for _ in 0...(calendar.quarterCount + 1) {
      let common = 0.12 * random.normal()
      for _ in 0..<3 { luck.append(common + 0.10 * random.normal()) }
    }
    self.luck = luck
    priceWarDay = calendar.asOf - 150
    slowdownDay = calendar.asOf - 130
    cheapLeadsDay = calendar.asOf - 40

    let firstDay = calendar.start - 240
    self.firstDay = firstDay
    var sums: [Double] = []
    var (sum, monthly, month) = (0.0, 1.0, -1)
    for day in firstDay...calendar.asOf {
      if calendar.month(day) != month {
        month = calendar.month(day)
        monthly = exponential(0.09 * random.normal())
      }
      let years = Double(day - firstDay) / 365
      var weight = (1 + 0.22 * years) * monthly * calendar.bustle(day)
      if calendar.weekday(day) >= 5 { weight *= 0.02 }
      // Fresh territory plans: the first half of a quarter creates more than its end.
      let left = calendar.weeksLeft(day)
      if left >= 6 { weight *= 1.12 } else if left < 2 { weight *= 0.85 }
      sum += weight
      sums.append(sum)
    }
    arrivals = sums
  }

  func luck(quarter: Int, segment: Int) -> Double {
    luck[min(max(0, (quarter + 1) * 3 + segment), luck.count - 1)]
  }

  /// The day at this share of all arrivals, 0 the first and 1 the as-of day.
  func arrivalDay(at share: Double) -> Int {
    let target = share * (arrivals.last ?? 0)
    var (low, high) = (0, arrivals.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if arrivals[middle] > target { high = middle } else { low = middle + 1 }
    }
    return firstDay + low
  }
}

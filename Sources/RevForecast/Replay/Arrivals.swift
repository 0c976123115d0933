import Glibc

/// How many deals are created a day, and what a created deal brings after how many days.
struct Arrivals: Sendable {
  /// Ages in days up to which bookings of created deals are told apart.
  static let horizon = 280

  private let first: Int32
  private let decay: Double
  private let halfLife: Double
  /// Weighted created deals and days, today counting one.
  private var rate = 0.0
  private var days = 0.0
  private var today = 0
  /// Deals created by day since `first`.
  private var counts: [Int32]
  /// Weighted money and squared money booked at each age, in the weights of the creation day.
  private var money = [Double](repeating: 0, count: horizon)
  private var squares = [Double](repeating: 0, count: horizon)

  init(first: Int32, last: Int32, _ method: ForecastMethod) {
    self.first = first
    decay = exp2(-1 / method.arrivalHalfLife)
    halfLife = method.halfLife
    counts = [Int32](repeating: 0, count: Int(max(0, last - first)) + 1)
  }

  /// Weight of a day of creation, doubling every half-life.
  private func weight(_ day: Int32) -> Double { exp2(Double(day - first) / halfLife) }

  mutating func created(on day: Int32) {
    today += 1
    counts[Int(day - first)] += 1
  }

  mutating func won(_ cents: Int64, created: Int32, after age: Int32) {
    guard age >= 0, Int(age) < Self.horizon else { return }
    let units = Double(cents) / 100
    money[Int(age)] += weight(created) * units
    squares[Int(age)] += weight(created) * units * units
  }

  mutating func endDay(_ day: Int32) {
    guard day >= first else { return }
    rate = rate * decay + Double(today)
    days = days * decay + 1
    today = 0
  }

  /// Deals a day.
  var perDay: Double { days > 0 ? rate / days : 0 }

  /// Expected money, and variance, by days from today: what deals created from tomorrow on bring on
  /// the k-th coming day stands at index k.
  ///
  /// - Parameter factor: on the money of the k-th coming day.
  func coming(_ reach: Int, today: Int32, factor: (Int) -> Double) -> Coming {
    // den[j]: weighted deals that were observed for at least j days.
    var cumulative: [Double] = [0]
    cumulative.reserveCapacity(counts.count + 1)
    for (offset, count) in counts.enumerated() {
      let sum = cumulative[offset]
      cumulative.append(sum + (count > 0 ? Double(count) * weight(first + Int32(offset)) : 0))
    }
    var result = Coming(reach: reach)
    var (m, s) = (0.0, 0.0)
    for k in stride(from: 1, through: reach, by: 1) {
      let age = k - 1
      if age < Self.horizon {
        let observed = Int(today - first) - age + 1
        let den = observed > 0 ? cumulative[min(observed, cumulative.count - 1)] : 0
        let half = 0.5 * weight(today)
        if den >= half {
          m += money[age] / den
          s += squares[age] / den
        }
      }
      let g = factor(k)
      result.mean[k] = result.mean[k - 1] + perDay * m * g
      result.variance[k] = result.variance[k - 1] + perDay * s * g
    }
    return result
  }
}

/// Cumulated expectation of what is not in the pipeline yet, by days from today.
struct Coming: Sendable {
  var mean: [Double]
  var variance: [Double]

  init(reach: Int) {
    mean = [Double](repeating: 0, count: reach + 1)
    variance = mean
  }
}

/// Somebody who works at the invented company.
struct Person: Sendable {
  var name: [UInt8]
  var role: [UInt8]
  var team: [UInt8]
  /// Index of the manager; nil at the top.
  var manager: Int?
  var hired: Int
  /// The first day on which the person is gone; `Int.max` while employed.
  var left = Int.max
  var segment: Int?
  var region: Int?
  /// Added to the log rate of winning, before ramp.
  var skill = 0.0
  /// How early close dates are promised: 1 is the segment's plan.
  var optimism = 1.0
  /// How soon overdue dates and dead deals are tidied up.
  var tidiness = 1.0
  /// Submitted call against an honest one.
  var callBias = 1.0

  func isEmployed(on day: Int) -> Bool { hired <= day && day < left }
}

/// A selling position that one person after another holds.
struct Seat: Sendable {
  let segment: Int
  let region: Int
  /// People in the order in which they hold it.
  var occupants: [Int] = []
}

/// Everybody at the company, the seats of its reps, and who holds which on what day.
struct Roster: Sendable {
  private(set) var people: [Person] = []
  private(set) var seats: [Seat] = []
  /// Seats of a segment and region: `segment * 3 + region`.
  private(set) var seatIndex: [[Int]] = Array(repeating: [], count: 9)
  private(set) var seatsOfSegment: [[Int]] = [[], [], []]
  private(set) var reps: [Int] = []
  private(set) var managers: [Int] = []
  private(set) var chief = 0
  private(set) var developers: [Int] = []
  private(set) var successManagers: [Int] = []
  /// The seasoned rep who left seven weeks before the last day; nil in companies without one.
  private(set) var departed: Int?
  let idWidth: Int

  init(calendar: SampleCalendar, deals: Int, seed: UInt64, names: Vocabulary) {
    var random = SampleRandom(seed: seed, stream: .roster, index: 0)
    let growth = max(1, Double(deals) / 2000).squareRoot()
    let seatCount = Int((14 * growth).rounded())
    idWidth = seatCount > 300 ? 4 : 3
    var build = Builder(calendar: calendar, random: random, names: names)
    build.addLeaders()
    build.addSeats(seatCount)
    build.addOthers(seatCount)
    random = build.random
    people = build.people
    seats = build.seats
    chief = build.chief
    managers = build.managers
    developers = build.developers
    successManagers = build.successManagers
    departed = build.departed
    for (index, seat) in seats.enumerated() {
      seatIndex[seat.segment * 3 + seat.region].append(index)
      seatsOfSegment[seat.segment].append(index)
      reps.append(contentsOf: seat.occupants)
    }
    reps.sort()
  }

  /// The seat that works an account of this segment and region.
  func seat(segment: Int, region: Int, random: inout SampleRandom) -> Int {
    let local = seatIndex[segment * 3 + region]
    let choices = local.isEmpty ? seatsOfSegment[segment] : local
    return choices[random.below(choices.count)]
  }

  /// Who works the seat's deals on the day: its holder, else a colleague of the segment, else the
  /// chief.
  func owner(ofSeat seat: Int, on day: Int) -> Int {
    if let holder = holder(ofSeat: seat, on: day) { return holder }
    let colleagues = seatsOfSegment[seats[seat].segment]
    let place = colleagues.firstIndex(of: seat) ?? 0
    for step in 1..<max(2, colleagues.count) {
      let other = colleagues[(place + step) % colleagues.count]
      if let holder = holder(ofSeat: other, on: day) { return holder }
    }
    return chief
  }

  private func holder(ofSeat seat: Int, on day: Int) -> Int? {
    for person in seats[seat].occupants where people[person].isEmployed(on: day) { return person }
    return nil
  }

  /// Added to the log rate of winning on the day: skill less what a new hire has yet to learn.
  func skill(of person: Int, on day: Int) -> Double {
    let tenure = day - people[person].hired
    let ramp = tenure < 75 ? 0.55 : tenure < 150 ? 0.30 : tenure < 240 ? 0.12 : 0
    return people[person].skill - ramp
  }
}

extension Roster {
  /// Hires everybody.
  private struct Builder {
    let calendar: SampleCalendar
    var random: SampleRandom
    let names: Vocabulary
    var people: [Person] = []
    var seats: [Seat] = []
    var chief = 0
    var managers: [Int] = []
    var developers: [Int] = []
    var successManagers: [Int] = []
    var departed: Int?
    private var developmentLead = 0
    private var successLead = 0

    init(calendar: SampleCalendar, random: SampleRandom, names: Vocabulary) {
      self.calendar = calendar
      self.random = random
      self.names = names
    }

    private mutating func hire(
      role: String, team: [UInt8], manager: Int?, hired: Int
    ) -> Int {
      people.append(
        Person(
          name: names.personName(people.count), role: Array(role.utf8), team: team,
          manager: manager, hired: hired))
      return people.count - 1
    }

    private mutating func longAgo() -> Int { calendar.start - random.between(120, 1500) }

    mutating func addLeaders() {
      chief = hire(
        role: "manager", team: Array("Leadership".utf8), manager: nil, hired: longAgo())
      developmentLead = hire(
        role: "manager", team: Array("Sales Development".utf8), manager: chief, hired: longAgo())
      successLead = hire(
        role: "manager", team: Array("Customer Success".utf8), manager: chief, hired: longAgo())
      _ = hire(
        role: "revops", team: Array("Revenue Operations".utf8), manager: chief, hired: longAgo())
      _ = hire(role: "marketing", team: Array("Marketing".utf8), manager: chief, hired: longAgo())
    }

    mutating func addSeats(_ count: Int) {
      // Small companies have one team a segment; large ones cut segments into teams of seven.
      let enterprise = max(1, count * 22 / 100)
      let smb = max(1, count * 36 / 100)
      let sizes = [enterprise, max(1, count - enterprise - smb), smb]
      let pattern = [0, 1, 0, 2, 0, 1, 0, 0, 1, 0]
      for segment in 0..<3 {
        let teams = max(1, sizes[segment] / 7)
        var leads: [Int] = []
        for team in 0..<teams {
          var name = Segment.all[segment].name
          if teams > 1 { name += Array(" \(team + 1)".utf8) }
          let lead = hire(role: "manager", team: name, manager: chief, hired: longAgo())
          people[lead].segment = segment
          people[lead].callBias = random.between(0.94, 1.06)
          leads.append(lead)
        }
        managers.append(contentsOf: leads)
        for place in 0..<sizes[segment] {
          let region = pattern[place % pattern.count]
          let lead = leads[place % teams]
          addSeat(
            segment: segment, region: region, lead: lead,
            opening: opening(place: place, of: sizes[segment]))
        }
      }
      stageTheDeparture()
    }

    /// Two thirds of the seats are as old as the history; the others open while the company grows.
    private func opening(place: Int, of size: Int) -> Int? {
      let old = (size * 2 + 2) / 3
      guard place >= old else { return nil }
      let span = calendar.asOf - 150 - calendar.start
      return calendar.start + 60 + max(0, span - 60) * (place - old) / max(1, size - old)
    }

    private mutating func addSeat(segment: Int, region: Int, lead: Int, opening: Int?) {
      var seat = Seat(segment: segment, region: region)
      var hired = opening ?? (calendar.start - random.between(60, 1100))
      while hired <= calendar.asOf {
        let person = hire(
          role: "ae", team: people[lead].team, manager: lead,
          hired: calendar.workdayAtOrAfter(hired))
        people[person].segment = segment
        people[person].region = region
        people[person].skill = 0.34 * random.normal()
        people[person].optimism = random.between(0.62, 1.12)
        people[person].tidiness = random.between(0.45, 1.7)
        people[person].callBias = exponential(0.16 * random.normal() + 0.04)
        seat.occupants.append(person)
        let tenure = random.between(260, 2100)
        let left = calendar.workdayAtOrAfter(max(hired, calendar.start - 200) + tenure)
        guard left <= calendar.asOf - 20 else { break }
        people[person].left = left
        hired = left + random.between(15, 85)
      }
      seats.append(seat)
    }

    /// A seasoned rep left seven weeks ago, so that the current quarter has deals that changed
    /// hands and a successor who is still learning.
    private mutating func stageTheDeparture() {
      let gone = calendar.workdayAtOrAfter(calendar.asOf - 52)
      for index in seats.indices where seats[index].segment == 1 {
        guard let holder = seats[index].occupants.last, people[holder].left == Int.max,
          people[holder].hired < gone - 500
        else { continue }
        people[holder].left = gone
        people[holder].skill = 0.35
        let next = hire(
          role: "ae", team: people[holder].team, manager: people[holder].manager,
          hired: calendar.workdayAtOrAfter(gone + 30))
        people[next].segment = 1
        people[next].region = seats[index].region
        people[next].optimism = 0.85
        seats[index].occupants.append(next)
        departed = holder
        return
      }
    }

    mutating func addOthers(_ seatCount: Int) {
      for index in 0..<max(3, seatCount / 3) {
        let person = hire(
          role: "sdr", team: Array("Sales Development".utf8), manager: developmentLead,
          hired: longAgo())
        people[person].region = [0, 1, 0, 2, 0, 1][index % 6]
        developers.append(person)
      }
      for index in 0..<max(3, seatCount / 4) {
        let person = hire(
          role: "csm", team: Array("Customer Success".utf8), manager: successLead,
          hired: longAgo())
        people[person].region = [0, 1, 2, 0, 1, 0][index % 6]
        people[person].tidiness = random.between(0.8, 1.5)
        successManagers.append(person)
      }
    }
  }
}

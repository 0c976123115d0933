import Testing

@testable import RevBase

/// A zone with one summer: clocks go forward at second 1,000,000 and back at 2,000,000.
@Suite struct ZoneOffsetsTests {
  private let zone = ZoneOffsets(
    name: "Test", starts: [.min, 1_000_000, 2_000_000], offsets: [3600, 7200, 3600])

  @Test func aMomentHasTheOffsetOfItsSpan() {
    #expect(zone.offset(atUTC: 999_999) == 3600)
    #expect(zone.offset(atUTC: 1_000_000) == 7200)
    #expect(zone.offset(atUTC: 2_000_000) == 3600)
  }

  @Test func aTimeThatComesTwiceIsTheEarlier() {
    // 2,003,600 on the clock: once at 1,996,400 (summer) and once at 2,000,000 (winter).
    #expect(zone.utc(fromLocal: 2_003_600) == 1_996_400)
  }

  @Test func aTimeThatNeverComesIsReadAsIfClocksHadNotMoved() {
    #expect(zone.utc(fromLocal: 1_005_000) == 1_001_400)
  }

  @Test func everyMomentComesBackExceptTheSecondOfTwo() {
    for moment in stride(from: Int64(900_000), to: 2_100_000, by: 977) {
      let local = moment + Int64(zone.offset(atUTC: moment))
      let back = zone.utc(fromLocal: local)
      #expect(back == moment || (back == moment - 3600 && (2_000_000..<2_003_600) ~= moment))
    }
  }

  @Test func dayAndItsStartAgree() {
    for number in 0..<30 {
      let day = Day(Int32(number))
      #expect(zone.day(of: zone.start(of: day)) == day)
      #expect(
        zone.day(of: Instant(microseconds: zone.start(of: day).microseconds - 1)) == day - 1)
    }
  }
}

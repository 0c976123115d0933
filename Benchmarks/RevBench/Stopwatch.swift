import Glibc

/// Measures processor time and wall time of this process in milliseconds.
///
/// Wall time on a machine that others use too says more about them than about the program, so both
/// are told: the smallest of many samples is what the work costs when nothing disturbs it, the
/// middle and the largest one are what people get.
struct Stopwatch {
  /// The smallest, the middle and the largest of some samples.
  struct Spread {
    var best: Double
    var middle: Double
    var worst: Double

    init(_ samples: [Double]) {
      let sorted = samples.sorted()
      (best, worst) = (sorted.first ?? 0, sorted.last ?? 0)
      middle = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
  }

  struct Result {
    /// Processor time of all threads.
    var cpu: Spread
    var wall: Spread
    /// Of processor time.
    var best: Double { cpu.best }
  }

  /// - Parameter before: done before each sample and not measured.
  static func measure(
    _ samples: Int, before: () -> Void = {}, _ body: () throws -> Void
  ) rethrows -> Result {
    var (cpu, walls): ([Double], [Double]) = ([], [])
    for _ in 0..<samples {
      before()
      let (start, wallStart) = (now(), wall())
      try body()
      cpu.append(now() - start)
      walls.append(wall() - wallStart)
    }
    return Result(cpu: Spread(cpu), wall: Spread(walls))
  }

  /// Processor time of all threads so far.
  static func now() -> Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  /// Wall time.
  static func wall() -> Double { read(CLOCK_MONOTONIC) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
}

/// Bytes of this process that are in memory now.
enum ResidentMemory {
  static func bytes() -> Int {
    guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var pages = [CChar](repeating: 0, count: 128)
    guard unsafe fgets(&pages, 128, file) != nil else { return 0 }
    let text = pages.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let words = String(decoding: text, as: UTF8.self).split(separator: " ")
    return words.count > 1 ? (Int(words[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
  }
}

import Foundation
import Glibc

/// A terminal of a given size with the real program in it, driven from outside.
///
/// Every terminal is a tmux server of its own on a private socket, so that tests can run side by
/// side; every wait polls a condition with a deadline.
final class Tmux {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let socket: String

  /// Starts `command` through the shell in a window of this size.
  init(columns: Int, rows: Int, environment: [String] = [], _ command: String) throws {
    socket = NSTemporaryDirectory() + "rt-\(UUID().uuidString.prefix(8))"
    let clean = "env -u LINES -u COLUMNS -u NO_COLOR LC_ALL=C.UTF-8 ESCDELAY=25 "
    _ = try run([
      "-f", "/dev/null", "new-session", "-d", "-s", "t", "-x", "\(columns)", "-y", "\(rows)",
      clean + environment.joined(separator: " ") + " sh -c '\(command)'",
    ])
    _ = try run(["set", "-g", "remain-on-exit", "on"])
    _ = try run(["set", "-sg", "escape-time", "0"])
  }

  deinit {
    _ = try? run(["kill-server"])
    try? FileManager.default.removeItem(atPath: socket)
  }

  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")

  /// Runs one tmux command and returns what it prints.
  ///
  /// Not `Foundation.Process`, whose wait also waits for the server that tmux leaves behind. Tests
  /// run on threads that block signals, so the mask is emptied for the program.
  @discardableResult
  func run(_ arguments: [String]) throws -> String {
    try Self.spawn("/usr/bin/tmux", ["-S", socket] + arguments).output
  }

  /// Types keys by tmux's names: `q`, `Enter`, `Escape`, `C-c`.
  func keys(_ keys: String...) throws {
    try run(["send-keys", "-t", "t"] + keys)
  }

  /// Types text literally.
  func type(_ text: String) throws {
    try run(["send-keys", "-t", "t", "-l", text])
  }

  func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-t", "t", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The screen as text, one line a row.
  func screen(withColours: Bool = false) throws -> String {
    try run(["capture-pane", "-p", "-t", "t"] + (withColours ? ["-e"] : []))
  }

  /// What tmux says about the pane, in the words of its formats.
  func ask(_ format: String) throws -> String {
    try run(["display", "-p", "-t", "t", format]).trimmingCharacters(in: .newlines)
  }

  /// Waits until the screen satisfies the condition, and returns it.
  @discardableResult
  func wait(
    seconds: Double = 15, for what: String, _ condition: (String) -> Bool
  ) throws -> String {
    let end = Date().addingTimeInterval(seconds)
    var last = ""
    repeat {
      last = try screen()
      if condition(last) { return last }
      usleep(15_000)
    } while Date() < end
    throw Failure(description: "waited \(seconds) s for \(what); the screen was:\n\(last)")
  }

  /// Waits until the program has ended.
  func waitUntilEnded(seconds: Double = 15) throws {
    let end = Date().addingTimeInterval(seconds)
    // tmux knows that the terminal is closed some moments before it knows how the program ended.
    var closedFor = 0
    repeat {
      if try ask("#{pane_dead}") == "1" {
        if try ask("#{pane_dead_status}#{pane_dead_signal}") != "" || closedFor > 200 { return }
        closedFor += 1
      }
      usleep(15_000)
    } while Date() < end
    throw Failure(description: "the program did not end; the screen was:\n\(try screen())")
  }

  /// Runs a program to its end with standard input closed.
  static func spawn(
    _ path: String, _ arguments: [String], environment: [String: String]? = nil
  ) throws -> (output: String, errors: String, status: Int32) {
    let folder = FileManager.default.temporaryDirectory
    let errorFile = folder.appending(path: "rt-err-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: errorFile) }
    var descriptors: [Int32] = [0, 0]
    guard unsafe pipe(&descriptors) == 0 else { throw Failure(description: "pipe") }
    for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, descriptors[1], 1)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 2, errorFile, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var nothing = sigset_t()
    unsafe sigemptyset(&nothing)
    unsafe posix_spawnattr_setsigmask(&attributes, &nothing)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var variables = ProcessInfo.processInfo.environment
    for (key, value) in environment ?? [:] { variables[key] = value }
    var argv = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    var envp = unsafe variables.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer {
      for index in unsafe argv.indices { unsafe free(argv[index]) }
      for index in unsafe envp.indices { unsafe free(envp[index]) }
    }
    var process: pid_t = 0
    guard unsafe posix_spawn(&process, path, &actions, &attributes, &argv, &envp) == 0 else {
      throw Failure(description: "cannot start \(path)")
    }
    close(descriptors[1])
    defer { close(descriptors[0]) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(descriptors[0], &buffer, buffer.count)
      if count <= 0 { break }
      output += buffer[0..<count]
    }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    let errors = (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? ""
    return (String(decoding: output, as: UTF8.self), errors, code)
  }
}

internal import CTerminal
internal import Glibc

/// Runs the program in a child process, with a parent that repairs the terminal after any ending.
///
/// The parent is the only answer to SIGKILL and to a stack overflow in another thread, and it is the
/// reason why Swift's crash reporter, which is set up when a program starts, can be kept from asking
/// questions in the middle of the screen.
package enum Supervisor {
  /// Call first thing in a command that opens the screen; returns in the child.
  ///
  /// Does nothing where there is no terminal, in the child, or when no process can be made.
  /// - Parameter crashReport: the file for Swift's report of a crash; nil for none. A setting of
  ///   the user's own in `SWIFT_BACKTRACE` is left alone.
  package static func enter(crashReport: String? = nil) {
    // Commas separate settings.
    let file = crashReport.flatMap { $0.contains(",") ? nil : $0 }
    let report = file.map { "enable=yes,output-to=\($0)" } ?? "enable=no"
    unsafe setenv("SWIFT_BACKTRACE", report + ",interactive=no,color=no", 0)
    unsafe rt_supervise(CommandLine.unsafeArgv)
  }
}

import Foundation
import RevPanes
import TermCells
import TermCurses

/// `revtop doctor`: what a report about trouble needs to say, without any data.
package enum DoctorCommand {
  /// The report, with the home folder written as `~`.
  package static func run(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    isTerminal: Bool = isatty(0) == 1 && isatty(1) == 1
  ) -> String {
    var lines: [(String, String)] = [("revtop", Version.text), ("system", system)]
    lines.append(("TERM", environment["TERM"].flatMap { $0.isEmpty ? nil : $0 } ?? "not set"))
    lines.append(("inside", multiplexer(environment)))
    let set = ["COLORTERM", "NO_COLOR", "ESCDELAY", "LC_ALL", "LC_CTYPE", "LANG"].filter {
      environment[$0]?.isEmpty == false
    }
    lines.append(
      (
        "set",
        set.isEmpty
          ? "nothing" : set.map { "\($0)=\(environment[$0] ?? "")" }.joined(separator: " ")
      ))
    if isTerminal {
      do throws(TerminalError) {
        lines += words(try TerminalProbe.run())
      } catch {
        lines.append(("screen", "\(error)"))
      }
    } else {
      lines.append(("screen", "not asked: input or output is no terminal"))
    }
    lines += paths(DataFolders(environment: environment))
    let home = environment["HOME"] ?? ""
    let width = (lines.map(\.0.count).max() ?? 0) + 2
    return lines.map { name, value in
      let clean = TextGate.line(value)
      let shown = home.count > 1 ? clean.replacing(home, with: "~") : clean
      return name + String(repeating: " ", count: width - name.count) + shown + "\n"
    }.joined()
  }

  /// Opens the screen and traps on it, so that everybody can see that the terminal is restored.
  package static func crash() throws(CommandError) {
    do throws(TerminalError) {
      var screen = try CursesScreen()
      var surface = Surface(screen.size)
      surface.write("a crash is made on purpose", x: 0, y: 0)
      screen.present(surface, palette: .plain)
      // A release build traps without words; what is written to standard error before a trap has
      // to be seen on the normal screen as well.
      let words = "Fatal error: this is the crash that --crash-test asks for\n"
      FileHandle.standardError.write(Data(words.utf8))
      preconditionFailure(words)
    } catch {
      throw CommandError(.badUsage, error.description)
    }
  }

  private static var system: String {
    var info = utsname()
    guard unsafe uname(&info) == 0 else { return "unknown" }
    func text<T>(_ field: T) -> String {
      unsafe withUnsafeBytes(of: field) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
    }
    return "\(text(info.sysname)) \(text(info.release)) \(text(info.machine))"
  }

  private static func multiplexer(_ environment: [String: String]) -> String {
    if environment["TMUX"]?.isEmpty == false {
      return "tmux, which holds Escape back unless 'escape-time' is small, and takes copies where "
        + "'set-clipboard' is on"
    }
    if environment["STY"]?.isEmpty == false { return "GNU screen" }
    if environment["SSH_CONNECTION"]?.isEmpty == false { return "ssh" }
    return "nothing"
  }

  private static func words(_ report: TerminalProbe.Report) -> [(String, String)] {
    let known = report.capabilities
    let colors =
      switch known.colors {
      case .none: "none"
      case .eight: "8"
      case .sixteen: "16"
      case .indexed: "256"
      case .direct: "16 million"
      }
    let size = report.size
    var lines: [(String, String)] = [
      ("screen", "\(size.width) x \(size.height), opened as \(known.name)"),
      ("colours", colors),
      ("characters", known.isUTF8 ? "UTF-8" : "ASCII only"),
      ("glyphs", known.suggestedGlyphs.kind.rawValue),
      (
        "background",
        report.background.map {
          "\($0.hex), \(ColorMap.luminance(of: $0) < 0.3 ? "dark" : "light")"
        } ?? "the terminal did not say"
      ),
      (
        "whole frames",
        known.hasSynchronizedOutput
          ? "shown at once (mode 2026)" : "not known to be shown at once (mode 2026)"
      ),
    ]
    let wrong = report.widths.filter { $0.measured != nil && $0.measured != $0.counted }
    if report.widths.isEmpty || report.widths[0].measured == nil {
      lines.append(("widths", "not measured: the terminal did not say where its cursor is"))
    } else if wrong.isEmpty {
      lines.append(("widths", "as counted: \(report.widths.map(\.name).joined(separator: ", "))"))
    } else {
      for width in wrong {
        lines.append(
          (
            "widths",
            "\(width.name) \(width.text): \(width.counted) columns are counted, the terminal takes "
              + "\(width.measured ?? 0); use --ascii"
          ))
      }
    }
    return lines
  }

  private static func paths(_ folders: DataFolders) -> [(String, String)] {
    let library = ThemeFiles.library(folders)
    var lines: [(String, String)] = [("themes", library.names.joined(separator: ", "))]
    lines += folders.all("themes").map { ("", "from \($0)") }
    lines += library.faults.map { ("", $0.description) }
    let config = folders.userConfig.map { "\($0)/config.yaml" }
    let read = Config(path: config)
    lines.append(("config", place(config) + (read.warnings.isEmpty ? "" : ", with faults:")))
    lines += read.warnings.map { ("", $0) }
    lines.append(("written", place(folders.userData)))
    lines.append(("sample data", folders.all("sample-data").first ?? "not installed"))
    return lines
  }

  private static func place(_ path: String?) -> String {
    guard let path else { return "no place: HOME is not set" }
    return FileManager.default.fileExists(atPath: path) ? path : "\(path), not there yet"
  }
}

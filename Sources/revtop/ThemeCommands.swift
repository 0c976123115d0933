import ArgumentParser
import Foundation
import RevRuntime

/// `revtop theme`.
struct ThemeCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "List themes, show one, or check whether all can be read.",
    discussion:
      "A theme is named, or given by the path of its file; Base16 schemes work as they are.",
    subcommands: [List.self, Show.self, Check.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the themes.")

    func run() throws { try Console.run { try Console.print(ThemeCommand.list()) } }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show every role of a theme.")

    @Argument(help: "The theme, by name or path.", completion: .file())
    var theme: String

    func run() throws {
      try Console.run {
        let noColor = ProcessInfo.processInfo.environment["NO_COLOR"] ?? ""
        let (text, faults) = try ThemeCommand.show(
          theme, hasColors: isatty(1) == 1 && noColor.isEmpty)
        for fault in faults { Console.complain(fault) }
        try Console.print(text)
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the contrast of every role; exit status 3 when one cannot be read.",
      discussion: """
        Text needs 4.5:1 and lines 3:1 (WCAG 2.1), in exact colours and in the nearest of 256. \
        Good and poor, and rise and fall, must be told apart without red and green.
        """)

    @Argument(help: "A theme, by name or path; all when left out.", completion: .file())
    var theme: String?

    func run() throws {
      try Console.run {
        let (text, isEnough) = try ThemeCommand.check(theme)
        try Console.print(text)
        if !isEnough { throw ExitCode(3) }
      }
    }
  }
}

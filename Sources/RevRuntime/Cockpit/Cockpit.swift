import Foundation
import RevPanes
import TermCells
import TermCurses

/// Opens the cockpit on the terminal.
package enum Cockpit {
  /// Call before anything else of a command that opens the screen: from here on a parent process
  /// repairs the terminal after any ending.
  package static func supervise() {
    var report: String?
    if let folder = DataFolders().userState,
      FileManager.default.fileExists(atPath: folder)
    {
      report = "\(folder)/crash.log"
    }
    Supervisor.enter(crashReport: report)
  }

  /// Runs until the user leaves.
  package static func run(_ options: CockpitOptions) throws(CommandError) -> CockpitEnding {
    let config = Config(path: DataFolders().userConfig.map { "\($0)/config.yaml" })
    let looks = ThemeFiles.looks(options.theme ?? config.theme)
    let display: CursesScreen
    do throws(TerminalError) {
      display = try CursesScreen()
    } catch {
      throw CommandError(.badUsage, error.description)
    }
    var loop = try CockpitLoop(display: display, options: options, config: config, looks: looks)
    return loop.run()
  }
}

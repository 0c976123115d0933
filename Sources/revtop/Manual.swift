import ArgumentParser
import RevRuntime

/// `revtop manual`: the page that `make install` puts where `man` looks.
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the manual page; 'revtop manual | man -l -' shows it.")

  func run() throws {
    try Console.run { try Console.print(ManualCommand.run(help: RevTop._dumpHelp())) }
  }
}

import ArgumentParser
import Foundation
import RevRuntime

/// `revtop journal`.
struct JournalCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "List, export or import what was written: notes, decisions, actions, calls.",
    subcommands: [List.self, Export.self, Import.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the entries.")

    @Option(help: "Only entries of the snapshot of this name.")
    var snapshot: String?

    func run() throws {
      try Console.run { Console.print(try JournalCommand.list(snapshot: snapshot)) }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print every entry with its changes, one line of JSON each.")

    @Option(help: "Only entries of the snapshot of this name.")
    var snapshot: String?

    func run() throws {
      try Console.run { Console.print(try JournalCommand.export(snapshot: snapshot)) }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add the entries of an export; known ones are left as they are.")

    @Argument(help: "The file that 'revtop journal export' wrote.", completion: .file())
    var file: String

    func run() throws {
      try Console.run {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
          throw CommandError(.badData, "\(file): cannot be read as text")
        }
        Console.print(try JournalCommand.load(text))
      }
    }
  }
}

import ArgumentParser
import Foundation
import RevRuntime

/// `revtop journal`.
struct JournalCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "List, add, export or import what was written: notes, decisions, actions, calls.",
    subcommands: [List.self, Add.self, Export.self, Import.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the entries.")

    @Option(help: "Only entries of the snapshot of this name.")
    var snapshot: String?

    func run() throws {
      try Console.run { try Console.print(JournalCommand.list(snapshot: snapshot)) }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write an entry; its id is printed when it is on the disk.",
      discussion: "Without a text: one entry for each line of the standard input.")

    @Option(help: "The name of the snapshot that it belongs to.")
    var snapshot: String

    @Option(help: "note, decision or action.")
    var kind = "note"

    @Option(
      help: ArgumentHelp("deal:D-17, owner:p3; nothing for the company.", valueName: "object"))
    var about = ""

    @Option(help: ArgumentHelp("Who is to do it, by id.", valueName: "id"))
    var owner = ""

    @Option(help: "The day it is due on.")
    var due: String?

    @Argument(help: "The text.")
    var text: String?

    func run() throws {
      try Console.run {
        let draft = try JournalCommand.draft(
          kind: kind, about: about, text: text ?? "", owner: owner, due: due)
        if text != nil {
          return try Console.print(JournalCommand.add(draft, snapshot: snapshot) + "\n")
        }
        var trouble: CommandError?
        try JournalCommand.add(draft, snapshot: snapshot, lines: { readLine() }) {
          do throws(CommandError) { try Console.print($0 + "\n") } catch { trouble = error }
        }
        if let trouble { throw trouble }
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print every entry with its changes, one line of JSON each.")

    @Option(help: "Only entries of the snapshot of this name.")
    var snapshot: String?

    func run() throws {
      try Console.run { try Console.print(JournalCommand.export(snapshot: snapshot)) }
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
        try Console.print(JournalCommand.load(text))
      }
    }
  }
}

/// The lines of help: sections of the command table that hold in a place.
package enum HelpText {
  package enum Line: Hashable, Sendable {
    case heading(String)
    case command(CommandID, words: String, whyNot: String?)
    case blank
  }

  package static func sections(_ help: HelpState) -> [(Command.Section, [Command])] {
    Command.Section.allCases.compactMap { section in
      let commands = CommandTable.all.filter { command in
        command.section == section && command.contexts.contains(help.context)
          && (help.query.text.isEmpty || TextMatch.contains(command.words, help.query.text)
            || TextMatch.contains(command.label, help.query.text))
      }
      return commands.isEmpty ? nil : (section, commands)
    }
  }

  /// Lines when help is shown in one column.
  package static func lineCount(_ help: HelpState) -> Int {
    sections(help).reduce(0) { $0 + $1.1.count + 2 }
  }
}

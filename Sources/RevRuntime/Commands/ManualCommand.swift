import Foundation
import RevPresentation

/// The manual page, from the argument definitions and the table of commands.
package enum ManualCommand {
  /// - Parameter help: What the argument library says about itself in JSON.
  package static func run(help: String) throws(CommandError) -> String {
    guard let info = try? JSONDecoder().decode(ToolInfo.self, from: Data(help.utf8)) else {
      throw CommandError(.badData, "the definitions of the arguments cannot be read")
    }
    let root = info.command
    var out = ".TH REVTOP 1 \"\" \"revtop \(Version.text)\" \"User Commands\"\n"
    out += section("NAME") + "revtop \\- \(line(root.abstract ?? ""))\n"
    out += section("SYNOPSIS") + synopsis
    out += section("DESCRIPTION") + paragraphs(root.discussion ?? "")
    out += section("COMMANDS")
    for command in root.subcommands ?? [] where command.isShown {
      out += self.command(command, path: "revtop")
    }
    return out + keys + tail
  }

  private static let synopsis = """
    .B revtop
    [\\fIFOLDER\\fR] [\\fIOPTIONS\\fR]
    .br
    .B revtop
    \\fICOMMAND\\fR [\\fIFOLDER\\fR] [\\fIOPTIONS\\fR]

    """

  // MARK: - Commands

  private static func command(_ command: CommandInfo, path: String) -> String {
    let name = "\(path) \(command.commandName)"
    var out = ".SS \"\(line(name))\"\n\(paragraphs(command.abstract ?? ""))"
    if let discussion = command.discussion { out += ".PP\n" + paragraphs(discussion) }
    for argument in command.arguments ?? [] where argument.isShown {
      out += self.argument(argument)
    }
    for inner in command.subcommands ?? [] where inner.isShown {
      out += self.command(inner, path: name)
    }
    return out
  }

  private static func argument(_ argument: ArgumentInfo) -> String {
    let value = "\\fI\(line((argument.valueName ?? "value").uppercased()))\\fR"
    let names = (argument.names ?? []).map { name in
      "\\fB\(line((name.kind == "long" ? "--" : "-") + name.name))\\fR"
    }
    let head: String
    switch argument.kind {
    case "positional": head = value
    case "flag": head = names.joined(separator: ", ")
    default: head = names.joined(separator: ", ") + " " + value
    }
    var words = argument.abstract ?? ""
    if let standard = argument.defaultValue, !standard.isEmpty {
      words += " Default: \(standard)."
    }
    return ".TP\n\(head)\n\(paragraphs(words))"
  }

  // MARK: - Keys

  private static var keys: String {
    var out = section("KEYS")
    out += paragraphs(
      "Other keys can be set in the config file, by the name in brackets. '?' in the cockpit lists "
        + "those that mean something in the view on the screen.")
    for part in Command.Section.allCases {
      let commands = CommandTable.all.filter { $0.section == part }
      guard !commands.isEmpty else { continue }
      out += ".SS \"\(line(part.rawValue))\"\n"
      for command in commands {
        let keys = command.keys.map { "\\fB\(line($0))\\fR" }.joined(separator: ", ")
        out += ".TP\n\(keys)\n\(paragraphs("\(command.words) [\(command.id.rawValue)]"))"
      }
    }
    return out
  }

  // MARK: - The rest

  private static var tail: String {
    section("FILES")
      + """
      .TP
      \\fI$XDG_CONFIG_HOME/revtop/config.yaml\\fR
      Settings: theme, ascii, plain, keys.
      .TP
      \\fI$XDG_DATA_HOME/revtop/themes\\fR
      Themes of your own, also as Base16 or Base24 schemes.
      .TP
      \\fI$XDG_DATA_HOME/revtop\\fR
      Notes, decisions, actions and calls, readable for you alone.

      """ + section("ENVIRONMENT")
        + """
        .TP
        \\fBNO_COLOR\\fR
        When set, no colour is used.
        .TP
        \\fBTERM\\fR, \\fBCOLORTERM\\fR, \\fBLC_ALL\\fR, \\fBLC_CTYPE\\fR, \\fBLANG\\fR
        What the terminal is, and whether it shows characters beyond ASCII.
        .TP
        \\fBESCDELAY\\fR
        Milliseconds after which an Escape is the key of that name; 25.

        """ + section("EXIT STATUS")
        + """
        .TP
        0
        Done.
        .TP
        1
        Bad data.
        .TP
        2, 64
        Bad usage.
        .TP
        3
        An assertion, a claim of a replay or a check was false.
        .TP
        130
        Left with Ctrl\\-C.

        """ + section("EXAMPLES")
        + """
        .nf
        revtop my\\-export
        revtop kpis my\\-export \\-\\-json \\-\\-segment Enterprise
        revtop assert \\(aqpipeline.coverage >= 3\\(aq my\\-export
        revtop \\-\\-watch \\-\\-theme nord.yaml my\\-export
        .fi

        """
  }

  private static func section(_ title: String) -> String { ".SH \(title)\n" }

  /// Text as lines of the page, none of which is taken for a request.
  private static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n").map { line(String($0)) + "\n" }.joined()
  }

  /// One line as the page's language has it.
  private static func line(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "\\": out += "\\e"
      case "-": out += "\\-"
      case "'": out += "\\(aq"
      case "\"": out += "\\(dq"
      case "^": out += "\\(ha"
      case "~": out += "\\(ti"
      case "`": out += "\\(ga"
      default: out.append(character)
      }
    }
    return out.hasPrefix(".") ? "\\&" + out : out
  }
}

// MARK: - What the argument library says

private struct ToolInfo: Decodable {
  let command: CommandInfo
}

private struct CommandInfo: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool?
  let arguments: [ArgumentInfo]?
  let subcommands: [CommandInfo]?

  var isShown: Bool { shouldDisplay != false && commandName != "help" }
}

private struct ArgumentInfo: Decodable {
  struct Name: Decodable {
    let kind: String
    let name: String
  }
  let kind: String
  let abstract: String?
  let valueName: String?
  let defaultValue: String?
  let names: [Name]?
  let shouldDisplay: Bool?

  var isShown: Bool {
    shouldDisplay != false && !(names ?? []).contains { $0.name == "help" || $0.name == "version" }
  }
}

import Foundation
import RevModel
import RevPanes
import RevPresentation
import TermCells

/// Writes the view on the screen to a file, in the form that the end of its name says.
struct Exporter {
  let screen: Screen
  let glyphs: GlyphSet
  let palette: Palette
  /// `~` stands for it.
  var home = FileManager.default.homeDirectoryForCurrentUser.path

  /// What became of an effect that has to do with files; nil for other effects.
  func carryOut(_ effect: Effect, _ state: AppState, _ presenter: inout Presenter) -> Action? {
    switch effect {
    case .nameExport(let generation):
      return .exportNamed(presenter.exportName(for: state), generation: generation)
    case .export(let path, let replacing, let generation):
      return export(path, replacing, generation, state, &presenter)
    case .completePath(let text, let generation):
      let found = PathCompletion(text, home: home)
      return .pathCompleted(found.text, choices: found.choices, generation: generation)
    default: return nil
    }
  }

  private func export(
    _ path: String, _ replacing: Bool, _ generation: Int, _ state: AppState,
    _ presenter: inout Presenter
  ) -> Action {
    func refused(_ why: String, isThere: Bool = false) -> Action {
      .exportRefused(why, isThere: isThere, generation: generation)
    }
    guard let format = ExportFormat(path: path) else {
      return refused("the name has to end in one of \(ExportFormat.names)")
    }
    guard let text = text(format, state, &presenter) else {
      return refused("this view has no table; write it as .txt or .svg")
    }
    do {
      try AtomicFile.write(
        text, to: PathCompletion.expanded(path, home: home), replacing: replacing)
    } catch .exists {
      return refused(
        "\(path) is there already; \(screen.keys.name(.accept)) again replaces it", isThere: true)
    } catch {
      return refused(error.description)
    }
    let lines = text.utf8.count { $0 == 0x0A }
    let rows =
      format == .csv
      ? "\(Format.count(max(0, lines - 1), "row"))" : "\(Format.count(text.utf8.count, "byte"))"
    return .exported("wrote \(rows) to \(path)", generation: generation)
  }

  private func text(
    _ format: ExportFormat, _ state: AppState, _ presenter: inout Presenter
  ) -> String? {
    switch format {
    case .csv, .json, .markdown: return presenter.exportText(for: state, as: format)
    case .text: return picture(state, &presenter).text + "\n"
    case .svg:
      return SVGWriter(palette: palette).document(
        of: picture(state, &presenter),
        title: "revtop on \(state.facts.name), as of \(state.question.asOf)")
    }
  }

  /// The screen as it was before the file was asked for.
  private func picture(_ state: AppState, _ presenter: inout Presenter) -> Surface {
    var model = presenter.model(for: state)
    model.overlay = nil
    model.message = nil
    model.context = state.viewContext
    var surface = Surface(
      width: state.size.columns, height: state.size.rows, glyphs: glyphs)
    screen.draw(model, on: &surface)
    return surface
  }
}

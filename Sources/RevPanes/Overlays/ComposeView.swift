import RevPresentation
import TermCells

/// The form for an entry of the journal: kind, what it is about, and its fields.
struct ComposeView {
  let model: ComposeModel
  let keys: Keymap

  private static let label = 9

  func draw(in area: Rect, on surface: inout Surface) {
    let height = min(area.height, model.fields.count * 2 + 6)
    let box = area.centered(width: min(area.width - 4, 78), height: height)
    var frame = Frame("Write", note: model.topic, isFocused: true)
    let kinds: [(CommandID, String)] = model.forms.count > 1 ? [(.nextForm, "kind")] : []
    frame.footer = keys.footer(
      kinds + [(.accept, "next field, save"), (.cancel, "close")])
    let content = frame.draw(in: box, on: &surface)
    surface.clipped(to: content) { surface in
      var x = content.x
      for form in model.forms {
        let style = form.isCurrent ? Style(.active, [.reverse]) : Style(.dim)
        x +=
          surface.write(
            " \(form.word) ", x: x, y: content.y, limit: content.maxX - x, style: style) + 1
      }
      for (index, field) in model.fields.enumerated() {
        draw(field, in: content.inset(top: 2 + index * 2), on: &surface)
      }
      if let fault = model.fault {
        surface.write(fault, in: content.bottom(1), role: .error)
      } else if model.isSaving {
        surface.write("writing", in: content.bottom(1), role: .dim)
      } else if let current = model.fields.first(where: \.isCurrent) {
        surface.write(current.hint, in: content.bottom(1), role: .dim)
      }
    }
  }

  private func draw(_ field: ComposeModel.Field, in area: Rect, on surface: inout Surface) {
    let row = area.row(0)
    surface.write(field.label, in: row.leading(Self.label), role: .label)
    let place = row.inset(left: Self.label)
    if field.isCurrent {
      TextField(field.line).draw(in: place, on: &surface)
    } else {
      surface.write(field.line.text, in: place)
    }
  }
}

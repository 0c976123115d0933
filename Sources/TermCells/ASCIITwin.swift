/// ASCII characters that stand for the typographic ones which the program itself writes.
///
/// Letters have no twin: a name with an accent shows `?`, which is honest, instead of another name.
enum ASCIITwin {
  static func of(_ scalar: UInt32) -> UInt32? {
    guard let found = Unicode.Scalar(scalar).flatMap({ twin(of: $0) }) else { return nil }
    return found.value
  }

  private static func twin(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "…": "~"
    case "·", "•", "∙": "."
    case "–", "—", "−", "‐", "‑", "─", "━", "╌", "╍", "┄", "┅", "╴", "╸", "╶", "╺": "-"
    case "│", "┃", "╎", "╏", "┆", "┇", "╵", "╹", "╷", "╻", "▏", "▎", "▍", "▌": "|"
    case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼", "╭", "╮", "╯", "╰": "+"
    case "┏", "┓", "┗", "┛", "┣", "┫", "┳", "┻", "╋": "+"
    case "█", "▉", "▊", "▋", "▄", "▀", "▇", "▆", "▅", "■", "▪": "#"
    case "▓": "*"
    case "▒": ":"
    case "░", "▁", "▂", "▃": "."
    case "▲", "△", "▴", "↑": "^"
    case "▼", "▽", "▾", "↓": "v"
    case "▶", "►", "▸", "→", "›", "»": ">"
    case "◀", "◄", "◂", "←", "‹", "«": "<"
    case "×", "✕", "✗": "x"
    case "✓": "y"
    case "÷", "╱", "⁄": "/"
    case "╲": "\\"
    case "‘", "’", "′": "'"
    case "“", "”", "″": "\""
    case "≈": "~"
    default: nil
    }
  }
}

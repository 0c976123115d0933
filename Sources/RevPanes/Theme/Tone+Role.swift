package import RevPresentation
package import TermCells

extension Tone {
  /// The role that the theme colours.
  package var role: Role {
    switch self {
    case .text: .text
    case .dim: .dim
    case .strong: .strong
    case .label: .label
    case .name: .name
    case .good: .good
    case .watch: .watch
    case .poor: .poor
    case .accent: .accent
    case .active: .active
    case .marked: .marked
    case .match: .match
    case .warning: .warning
    case .missing: .missing
    case .notYet: .notYet
    case .elsewhen: .elsewhen
    case .header: .header
    case .total: .total
    }
  }
}

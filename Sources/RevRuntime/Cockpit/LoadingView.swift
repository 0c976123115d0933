import RevIngest
import RevPresentation
import TermCells

/// What is shown while a large snapshot is read: how far it has come, in words and as a bar.
enum LoadingView {
  static func draw(_ progress: LoadProgress?, folder: String, on surface: inout Surface) {
    surface.clear()
    let top = max(0, surface.height / 2 - 2)
    let area = surface.bounds.inset(top: top)
    surface.write("reading \(folder)", in: area.row(0), alignment: .center)
    guard let progress, progress.total > 0 else { return }
    surface.write(words(progress), in: area.row(2), alignment: .center)
    surface.write("q quits", in: area.row(4), alignment: .center, role: .dim)
  }

  static func words(_ progress: LoadProgress) -> String {
    let megabytes = "\(progress.done >> 20) of \(progress.total >> 20) MB"
    return "\(Int(progress.share * 100))%   \(megabytes)"
  }
}

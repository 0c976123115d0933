/// Draws several frames as one moving SVG picture that any browser plays without a script.
///
/// Each distinct row is drawn once and shown while frames have it, so that a tour is little larger
/// than its first frame. Viewers that do not move pictures show the first frame.
package struct SVGTour: Sendable {
  /// A frame, how long it is looked at, and words below it.
  package struct Frame: Sendable {
    package var surface: Surface
    package var seconds: Double
    package var caption: String

    package init(surface: Surface, seconds: Double, caption: String) {
      self.surface = surface
      self.seconds = max(0.1, seconds)
      self.caption = caption
    }
  }

  private let writer: SVGWriter

  package init(writer: SVGWriter) { self.writer = writer }

  /// The picture as a document that plays without end; frames have the first one's size.
  package func document(of frames: [Frame], title: String) -> String {
    guard let first = frames.first?.surface else { return "" }
    let (cell, margin) = (SVGWriter.cellHeight, SVGWriter.margin)
    let width = first.width * SVGWriter.cellWidth + 2 * margin
    let rows = first.height * cell + 2 * margin
    let height = rows + cell + margin
    var out = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(height)" role="img" font-size="13" \
      font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace">
      <title>\(SVGWriter.escaped(DisplayText.cleaned(title)))</title>
      <rect width="100%" height="100%" fill="\(writer.background.hex)"/>
      <g transform="translate(\(margin) \(margin))" xml:space="preserve">

      """
    for y in 0..<first.height {
      out += track(frames) { $0.surface.height > y ? writer.row(y, of: $0.surface) : "" }
    }
    out += "</g>\n"
    let fill = writer.foreground.hex
    out += track(frames) { frame in
      guard !frame.caption.isEmpty else { return "" }
      let words = SVGWriter.escaped(DisplayText.cleaned(frame.caption))
      return
        "<text x=\"\(width / 2)\" y=\"\(rows + cell - 4)\" text-anchor=\"middle\" "
        + "font-size=\"15\" font-weight=\"bold\" fill=\"\(fill)\">\(words)</text>\n"
    }
    return out + "</svg>\n"
  }

  /// The parts that one place shows in turn, each with the times at which it is seen.
  private func track(_ frames: [Frame], _ part: (Frame) -> String) -> String {
    let parts = frames.map(part)
    var order: [String] = []
    for part in parts where !order.contains(part) { order.append(part) }
    if order.count == 1 { return order[0] }
    let total = frames.reduce(0) { $0 + $1.seconds }
    var out = ""
    for (index, text) in order.enumerated() where !text.isEmpty {
      var times: [String] = []
      var values: [String] = []
      var start = 0.0
      for (frame, own) in zip(frames, parts) {
        let value = own == text ? "inline" : "none"
        if value != values.last {
          times.append(fraction(start / total))
          values.append(value)
        }
        start += frame.seconds
      }
      out +=
        "<g\(index == 0 ? "" : " display=\"none\"")>"
        + "<animate attributeName=\"display\" calcMode=\"discrete\" "
        + "dur=\"\(fraction(total))s\" repeatCount=\"indefinite\" "
        + "keyTimes=\"\(times.joined(separator: ";"))\" "
        + "values=\"\(values.joined(separator: ";"))\"/>\n\(text)</g>\n"
    }
    return out
  }

  /// At most four decimals, without a trailing zero.
  private func fraction(_ value: Double) -> String {
    let scaled = Int((value * 10_000).rounded())
    var digits = String(scaled % 10_000)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "\(scaled / 10_000)" + (digits.isEmpty ? "" : ".\(digits)")
  }
}

import RevPresentation

/// A small drawing in the making: elements as text, coordinates with one decimal, colours by class
/// so that the page's style sheet decides them in light, dark and print.
struct SVGCanvas {
  let width: Double
  let height: Double
  private var elements: [String] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// Where text stands against its point.
  enum Anchor: String {
    case start, middle, end
  }

  mutating func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, radius: Double = 2
  ) {
    guard width.isFinite, height.isFinite else { return }
    elements.append(
      "<rect x=\"\(Self.n(x))\" y=\"\(Self.n(y))\" width=\"\(Self.n(max(0.5, width)))\" "
        + "height=\"\(Self.n(max(0.5, height)))\" rx=\"\(Self.n(radius))\" class=\"\(style)\"/>")
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    elements.append(
      "<line x1=\"\(Self.n(x1))\" y1=\"\(Self.n(y1))\" x2=\"\(Self.n(x2))\" y2=\"\(Self.n(y2))\" "
        + "class=\"\(style)\"/>")
  }

  mutating func path(_ points: [(Double, Double)], _ style: String, isClosed: Bool = false) {
    guard let first = points.first else { return }
    var data = "M\(Self.n(first.0)) \(Self.n(first.1))"
    for point in points.dropFirst() { data += "L\(Self.n(point.0)) \(Self.n(point.1))" }
    elements.append("<path d=\"\(data)\(isClosed ? "Z" : "")\" class=\"\(style)\"/>")
  }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ style: String = "t", _ anchor: Anchor = .start
  ) {
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    elements.append(
      "<text x=\"\(Self.n(x))\" y=\"\(Self.n(y))\" class=\"\(style)\"\(place)>"
        + "\(ReportText.html(text))</text>")
  }

  /// The picture with its words for those who cannot see it.
  func document(_ title: String) -> [String] {
    let words = ReportText.html(title)
    return [
      "<svg viewBox=\"0 0 \(Self.n(width)) \(Self.n(height))\" role=\"img\" aria-label=\"\(words)\">",
      "<title>\(words)</title>",
    ] + elements + ["</svg>"]
  }

  /// A coordinate with at most one decimal; nothing that is no number.
  static func n(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((value.magnitude * 10).rounded())
    let sign = value < 0 && tenths > 0 ? "-" : ""
    return tenths % 10 == 0 ? "\(sign)\(tenths / 10)" : "\(sign)\(tenths / 10).\(tenths % 10)"
  }
}

/// Maps amounts to a stretch of the canvas, with round ticks.
struct SVGScale {
  let from: Double
  let to: Double
  let start: Double
  let length: Double

  init(from: Double = 0, to: Double, start: Double, length: Double) {
    self.from = from
    self.to = to > from ? to : from + 1
    self.start = start
    self.length = length
  }

  func place(_ value: Double) -> Double {
    start + max(0, min(1, (value - from) / (to - from))) * length
  }

  /// Round values within the scale; the step is 1, 2, 2.5 or 5 times a power of ten.
  func ticks(_ count: Int) -> [Double] {
    let wanted = (to - from) / Double(max(1, count))
    var power = 1.0
    while power > wanted { power /= 10 }
    while power * 10 <= wanted { power *= 10 }
    let factor = [1, 2, 2.5, 5, 10].first { $0 * power >= wanted * 0.999_999 } ?? 10
    let step = factor * power
    var result: [Double] = []
    var multiple = (from / step).rounded(.up)
    while multiple * step <= to * 1.000_001, result.count <= count + 1 {
      result.append(multiple * step)
      multiple += 1
    }
    return result
  }
}

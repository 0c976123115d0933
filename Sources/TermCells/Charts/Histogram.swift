/// Counts by bin, one row each: the bin's edges on the left, its count, and a bar.
package struct Histogram: Hashable, Sendable {
  package struct Bin: Hashable, Sendable {
    /// The fixed edges in words, such as `31-60`.
    package var label: String
    package var count: Int
    package var role: Role

    package init(_ label: String, count: Int, role: Role = .bar) {
      self.label = label
      self.count = count
      self.role = role
    }
  }

  package var bins: [Bin]

  package init(_ bins: [Bin]) {
    self.bins = bins
  }

  /// Draws one row a bin; when there are more bins than rows, the last row says how many more.
  package func draw(in area: Rect, on surface: inout Surface) {
    guard !area.isEmpty else { return }
    let labelWidth = bins.map { surface.columns(of: $0.label) }.max() ?? 0
    let countWidth = bins.map { String($0.count).count }.max() ?? 0
    let scale = Scale(to: Double(bins.map(\.count).max() ?? 1))
    let shown = bins.count <= area.height ? bins.count : area.height - 1
    for (index, bin) in bins.prefix(shown).enumerated() {
      let row = area.row(index)
      surface.write(bin.label, in: row.leading(labelWidth), alignment: .trailing, role: .label)
      let counts = row.inset(left: labelWidth + 1)
      surface.write(String(bin.count), in: counts.leading(countWidth), alignment: .trailing)
      let bars = counts.inset(left: countWidth + 1)
      Bar(.value(Double(bin.count)), scale: scale, role: bin.role).draw(in: bars, on: &surface)
    }
    if shown < bins.count {
      surface.write("\(bins.count - shown) more", in: area.row(shown), role: .dim)
    }
  }
}

import RevBase
import RevForecast
import RevMetrics
import RevModel
import RevPresentation
import RevRisk

/// `revtop quality`: how good the chances of the deals were on later weeks that the model had not
/// seen.
package struct QualityCommand: Sendable {
  package var isJSON = false

  package init() {}

  /// - Parameter progress: told the share that is done.
  package func run(
    _ opened: SnapshotRequest.Opened, progress: (Double) -> Void = { _ in }
  ) throws(CommandError) -> String {
    let analyst = Analyst(opened.engine)
    let quality: RiskQuality
    do throws(RiskQuality.Obstacle) {
      quality = try analyst.measureQuality(for: opened.question) {
        progress($0)
        return true
      }
    } catch {
      throw CommandError(.badData, "quality: \(error.description)")
    }
    if isJSON {
      let members =
        KPIDocument.header(opened.question, opened.engine.snapshot)
        + QualityDocument.members(quality)
      return JSON.object(members).text() + "\n"
    }
    return text(quality, opened)
  }

  private func text(_ quality: RiskQuality, _ opened: SnapshotRequest.Opened) -> String {
    func number(_ value: Double, _ digits: Int = 3) -> String {
      PlainText.decimal(value, digits: digits)
    }
    func words(_ value: Measured?) -> String {
      value.map { "\(number($0.value)) (95%: \(number($0.low)) to \(number($0.high)))" } ?? "n/a"
    }
    var out = Headline.text(opened.question, opened.engine.snapshot) + "\n"
    out += "verdict            \(quality.words)\n"
    out += "AUC                \(words(quality.auc))\n"
    out += "AUC won from lost  \(words(quality.closedAUC))\n"
    out += "Brier              \(number(quality.brier)), base rate \(number(quality.baseBrier))\n"
    out += "calibration error  \(number(quality.calibrationError))\n"
    out +=
      "tested             \(quality.weeks) weeks, \(quality.first) to \(quality.last), "
      + "\(quality.rows) rows of \(quality.deals) deals\n"
    out +=
      "trained            \(quality.day), \(quality.wonDeals) won deals, "
      + "\(quality.dealDays) deal-days\n\n"
    var deciles = TextTable([
      .init("tenth", .right), .init("rows", .right), .init("said", .right), .init("won", .right),
    ])
    for (index, decile) in quality.deciles.enumerated() {
      deciles.rows.append([
        "\(index + 1)", "\(decile.rows)", Format.percent(decile.said), Format.percent(decile.came),
      ])
    }
    out += deciles.text + "\n"
    var factors = TextTable([
      .init("factor", limit: 36), .init("level", limit: 44), .init("rows", .right),
      .init("won", .right), .init("expected", .right), .init("lift"), .init("stands"),
    ])
    for lift in quality.factors {
      for level in lift.levels {
        factors.rows.append([
          lift.factor.title, level.level, "\(level.rows)", number(level.observed, 0),
          number(level.expected, 1), words(level.lift),
          lift.stands ? "yes, z \(number(lift.z, 1))" : "no, z \(number(lift.z, 1))",
        ])
      }
    }
    return out + factors.text
  }
}

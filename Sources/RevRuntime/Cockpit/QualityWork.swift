import RevModel
import RevPresentation
import RevRisk

/// Measures the quality of the chances, and posts how far it is; for a thread of its own.
enum QualityWork {
  static func measure(_ analyst: Analyst, _ question: Question, mailbox: Mailbox) -> Action {
    let key = analyst.qualityKey(for: question)
    var told = -1
    do throws(RiskQuality.Obstacle) {
      let quality = try analyst.measureQuality(for: question) { share in
        let percent = Int(share * 100)
        if percent > told {
          told = percent
          mailbox.post(.action(.qualityMeasured(key, .measuring(share))))
        }
        return true
      }
      return .qualityMeasured(key, .measured(quality))
    } catch {
      return .qualityMeasured(key, .unknown(error.description))
    }
  }
}

import Foundation
import RevModel
import RevPresentation
import RevRisk
import Synchronization

/// Measures the quality of the chances on a thread of its own and says how far it is.
enum QualityThread {
  static func start(_ analyst: Analyst, _ question: Question, mailbox: Mailbox) {
    let key = analyst.qualityKey(for: question)
    let thread = Thread {
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
        mailbox.post(.action(.qualityMeasured(key, .measured(quality))))
      } catch {
        mailbox.post(.action(.qualityMeasured(key, .unknown(error.description))))
      }
    }
    thread.stackSize = 8 << 20
    thread.start()
  }
}

import Foundation
import RevBase
import RevJournal
import RevPresentation

/// Scenarios in the journal.
struct ScenarioShelf {
  /// The journal's file; nil when there is no place for it.
  let path: String?

  /// What became of an effect that has to do with scenarios; nil for other effects.
  func carryOut(_ effect: Effect, _ state: AppState, _ presenter: Presenter) -> Action? {
    switch effect {
    case .keepScenario(let name, let generation):
      return keep(presenter.scenario(named: name, state), state.facts.name, generation)
    case .listScenarios(let generation):
      do throws(JournalError) {
        return .scenariosListed(try list(state.facts.name), generation: generation)
      } catch {
        return .failed(error.description)
      }
    default: return nil
    }
  }

  private func keep(_ scenario: Scenario, _ snapshot: String, _ generation: Int) -> Action {
    func refused(_ why: String) -> Action {
      .exportRefused(why, isThere: false, generation: generation)
    }
    guard let path else { return refused("neither XDG_DATA_HOME nor HOME says where to keep it") }
    var kept = scenario
    kept.id = UUID().uuidString.lowercased()
    do throws(JournalError) {
      try Journal(path: path).add(
        JournalEntry(
          id: kept.id, snapshot: snapshot, kind: .scenario, object: "period:\(kept.period)",
          title: kept.name, details: kept.details, createdAt: Self.now()))
      return .scenarioKept(kept, generation: generation)
    } catch {
      return refused(error.description)
    }
  }

  /// The scenarios of a snapshot, oldest first; none while there is no journal.
  func list(_ snapshot: String) throws(JournalError) -> [Scenario] {
    guard let path, FileManager.default.fileExists(atPath: path) else { return [] }
    return try Journal(path: path).entries(of: snapshot).filter { $0.kind == .scenario }
      .compactMap { Scenario(id: $0.id, name: $0.title, details: $0.details) }
  }

  private static func now() -> Instant {
    Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
  }
}

import RevModel

/// What the cells of a table refer to: ids of other tables, and words that several tables share.
///
/// Each stretch of a file collects what it adds, and stretches are put together in their order.
struct Referents: Sendable {
  var people: IdUniverse
  var accounts: IdUniverse
  var deals: IdUniverse
  /// Texts that deals and their history share.
  var nextSteps: IdUniverse
  var stageNames = CodeBuilder()
  var pipelines = CodeBuilder()
  /// The ids of the file that is being read, when other files refer to them.
  var own: IdIndex
  /// The latest day on which something is known to have happened.
  var latest = Int32.min

  init() {
    // Stretches are joined by the hashes of their ids.
    let hasher = KeyHash()
    people = IdUniverse(.people, hashing: hasher)
    accounts = IdUniverse(.accounts, hashing: hasher)
    deals = IdUniverse(.deals, hashing: hasher)
    nextSteps = IdUniverse(.deals, hashing: hasher)
    own = IdIndex(hashing: hasher)
  }

  /// The same without what the file that is being read has added.
  var bare: Referents {
    var copy = self
    copy.people = people.bare
    copy.accounts = accounts.bare
    copy.deals = deals.bare
    copy.nextSteps = nextSteps.bare
    copy.stageNames = stageNames.bare
    copy.pipelines = pipelines.bare
    copy.own = own.bare
    return copy
  }

  /// Adds what a later stretch has; what its codes are here.
  mutating func absorb(_ next: Referents) -> Recodings {
    latest = max(latest, next.latest)
    own.join(next.own)
    return Recodings(
      people: people.absorb(next.people), accounts: accounts.absorb(next.accounts),
      deals: deals.absorb(next.deals), nextSteps: nextSteps.absorb(next.nextSteps),
      stageNames: stageNames.recoding(of: next.stageNames),
      pipelines: pipelines.recoding(of: next.pipelines))
  }

  /// Notes a day that tells how far the export reaches; an unknown one is smaller than any.
  @inline(__always)
  mutating func note(day: Int32) { if day > latest { latest = day } }

  /// Whether all ids and texts still have a place.
  func check(_ path: String) throws(LoadError) {
    for (universe, column) in [
      (people, "person_id"), (accounts, "account_id"), (deals, "deal_id"), (nextSteps, "next_step"),
    ] where universe.overflowed {
      throw .tooMuchText(path: path, column: column)
    }
    if own.arena.overflowed { throw .tooMuchText(path: path, column: "id") }
    try checkStages(path)
  }

  /// Codes of stages must fit their column.
  func checkStages(_ path: String) throws(LoadError) {
    if stageNames.vocabulary.count > 65_000 {
      throw .tooManyStages(path: path, count: stageNames.vocabulary.count)
    }
    let pipelines = self.pipelines.vocabulary.count + 1
    guard pipelines <= 50_000_000 / max(1, stageNames.vocabulary.count) else {
      throw .stageTableTooLarge(
        path: path, stages: stageNames.vocabulary.count, pipelines: pipelines - 1)
    }
  }
}

/// What the codes of a later stretch are among those of the stretches before it.
struct Recodings: Sendable {
  let people: Recoding
  let accounts: Recoding
  let deals: Recoding
  let nextSteps: Recoding
  let stageNames: Recoding
  let pipelines: Recoding
}

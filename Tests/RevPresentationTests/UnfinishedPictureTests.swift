import RevBase
import RevMetrics
import RevModel
import RevTesting
import Testing

@testable import RevPresentation

/// Pictures that do not wait for what is dear, and the copies that work it out.
struct UnfinishedPictureTests {
  private func impatient(_ driver: StateDriver) -> Presenter {
    var presenter = Presenter(analyst: driver.presenter.analyst)
    presenter.isPatient = false
    return presenter
  }

  @Test func aDealsStorySaysThatItIsBeingWorkedOut() throws {
    var driver = try StateDriver()
    driver.state.place.views.append(ViewState(.inspector(deal: 3)))
    var hasty = impatient(driver)
    let model = hasty.model(for: driver.state)
    #expect(hasty.isIncomplete)
    guard case .inspector(let story) = model.body else {
      Issue.record("no inspector on the screen")
      return
    }
    #expect(story.sections.flatMap(\.fields).map(\.value) == [Presenter.workingWords])
    #expect(!story.title.isEmpty)
  }

  @Test func whatACopyWorkedOutMakesThePictureWhole() throws {
    var driver = try StateDriver()
    driver.state.place.views.append(ViewState(.inspector(deal: 3)))
    var hasty = impatient(driver)
    _ = hasty.model(for: driver.state)
    var copy = hasty
    copy.isPatient = true
    let whole = copy.model(for: driver.state)
    #expect(!copy.isIncomplete)
    hasty.adopt(copy)
    let shown = hasty.model(for: driver.state)
    #expect(shown == whole)
    #expect(!hasty.isIncomplete)
  }

  @Test func aTableWithoutRowsYetSaysSo() throws {
    var driver = try StateDriver()
    // The command without its effects: the rows are still being put in order.
    _ = driver.state.reduce(.command(.viewActions))
    var hasty = impatient(driver)
    guard case .table(let table) = hasty.model(for: driver.state).body else {
      Issue.record("no table on the screen")
      return
    }
    #expect(table.empty == [[.text(Presenter.workingWords, .missing)]])
    #expect(table.count == 0)
  }

  @Test func aCopyThatLookedAtOtherFilesIsNotTakenOver() throws {
    var driver = try StateDriver()
    driver.state.place.views.append(ViewState(.inspector(deal: 3)))
    var other = try StateDriver().presenter
    _ = other.model(for: driver.state)
    var hasty = impatient(driver)
    hasty.adopt(other)
    _ = hasty.model(for: driver.state)
    #expect(hasty.isIncomplete)
  }

  @Test func storiesOfAnOlderJournalAreNotTakenOver() throws {
    var driver = try StateDriver()
    driver.state.place.views.append(ViewState(.inspector(deal: 3)))
    var hasty = impatient(driver)
    var copy = hasty
    copy.isPatient = true
    _ = copy.model(for: driver.state)
    _ = hasty.perform(.takeJournal(driver.presenter.journal))
    hasty.adopt(copy)
    _ = hasty.model(for: driver.state)
    #expect(hasty.isIncomplete)
  }

  @Test func theStatusSaysThatSomethingIsUnderWay() throws {
    var driver = try StateDriver()
    driver.presenter.isWorking = true
    let busy = driver.presenter.model(for: driver.state).status
    #expect(busy == Presenter.workingWords)
    driver.presenter.isWorking = false
    let idle = driver.presenter.model(for: driver.state).status
    #expect(idle != Presenter.workingWords)
  }
}

import RevModel
import RevPresentation
import RevTesting
import Testing

/// Names in written text are hidden where names are.
@Suite struct NameMaskTests {
  private static let mask = Result { NameMask(try DemoCompany.snapshot()) }

  @Test(arguments: [
    ("Ana Ruiz calls", "Person 1 calls"), ("ask ana today", "ask Person 1 today"),
    ("RAJ PATEL", "Person 2"), ("Banana split", "Banana split"),
    ("Northwind Platform slips", "Deal 1 slips"), ("Northwind, again", "Account 1, again"),
    ("(Contoso)", "(Account 2)"), ("", ""), ("nothing to hide", "nothing to hide"),
    ("Ana and Kim on Coho Winery", "Person 1 and Person 3 on Account 6"),
  ])
  func namesBecomeNumbers(text: String, masked: String) throws {
    #expect(try Self.mask.get().masked(text) == masked)
  }
}

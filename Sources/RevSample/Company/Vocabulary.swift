// The words of the invented company, as bytes that go straight into files.

/// Names of accounts and people, products, sources and the sentences reps write.
struct Vocabulary: Sendable {
  /// A list of words as bytes.
  static func bytes(_ text: String) -> [[UInt8]] {
    text.split(separator: "|").map { Array($0.utf8) }
  }

  let products = bytes("Aurora Core|Aurora Insights|Aurora Flow")
  let industries = bytes(
    "Manufacturing|Logistics|Healthcare|Financial Services|Retail|Energy|Software|Education"
      + "|Construction|Public Sector")
  let tiers = bytes("A|B|C")
  let kinds = bytes("email|call|meeting|demo")
  let lostReasons = bytes(
    "No decision|Price|Competitor|Missing feature|Budget cut|Bad timing|No fit")
  let renewalLostReasons = bytes("Switched to a rival|Price|Low adoption|Company closed")
  let mergedReason = Array("Moved into the renewal".utf8)

  /// Lead sources; the first five are marketing's and are the channels of spend.csv.
  let sources = bytes(
    "inbound|event|paid search|content|webinar|outbound|partner|referral|customer")
  static let marketingSources = 5
  static let outbound = 5
  static let paidSearch = 2
  /// Where expansions and renewals come from.
  static let customer = 8
  static let sourceShares: [Double] = [0.21, 0.10, 0.13, 0.08, 0.08, 0.24, 0.09, 0.07]

  /// What a rep writes into the next step, by stage (three for each open stage).
  let nextSteps = bytes(
    "Book discovery call|Find the economic buyer|Send intro deck"
      + "|Map the current process|Schedule demo|Confirm pain with operations lead"
      + "|Security questionnaire|Pilot review with IT, operations|Reference call"
      + "|Send proposal|Walk CFO through the business case|Align on scope \"phase 1\""
      + "|Legal redlines|Procurement sign-off|Agree start date"
      + "|Confirm renewal owner|Review usage with sponsor|Send early renewal offer"
      + "|Send renewal quote|Price discussion|Adoption plan"
      + "|Collect signature|Purchase order|Update billing contact")

  private let first = bytes(
    "Alba|Beacon|Cobalt|Delta|Ember|Falcon|Granite|Harbor|Ivory|Juniper|Kestrel|Lumen|Meridian|Nova"
      + "|Orchid|Pioneer|Quarry|Ridge|Summit|Tundra|Umber|Vertex|Willow|Xenon|Yarrow|Zephyr|Anchor"
      + "|Birch|Cedar|Drift|Echo|Fjord|Glacier|Horizon|Indigo|Jasper|Keystone|Lighthouse|Maple"
      + "|Northwind|Oak|Prairie|Quartz|River|Silver|Timber|Union|Valley|Westfield|Apex|Bright"
      + "|Copper|Dune|Evergreen|Foxglove|Golden|Highland|Iron|Jade|Kingfisher|Lagoon|Marble|Nimbus"
      + "|Opal|Pinnacle|Rowan|Saffron|Thistle|Vista|Wren")
  private let second = bytes(
    "Logistics|Foods|Health|Robotics|Textiles|Energy|Marine|Freight|Medical|Packaging|Plastics"
      + "|Motors|Dairy|Labs|Insurance|Retail|Systems|Water|Optics|Paper|Steel|Travel|Rail|Media"
      + "|Chemicals|Solar|Tools|Pharma|Clinics|Schools|Mining|Ceramics|Air|Brewing|Farms|Furniture"
      + "|Glass|Homes|Security|Analytics|Bank|Cargo|Devices|Printing|Seeds|Telecom|Wind")
  private let third = bytes(
    "Group|Partners|Works|Holdings|International|Industries|Services|Supply|Trading|Alliance|North"
      + "|South|East|West|Central|Pacific|Atlantic|Nordic|Iberia|Alpine|Baltic|Capital|Direct|One")
  private let suffixes = bytes(" Inc.|, Inc.| LLC| Corp.|, Ltd| Ltd| GmbH| S.A.| Co.")
  private let given = bytes(
    "Amara|Bruno|Chen|Dana|Elif|Farid|Grace|Hugo|Ines|Jonas|Keiko|Liam|Maya|Noor|Oskar|Priya|Quinn"
      + "|Rosa|Samir|Tara|Uma|Victor|Wanda|Ximena|Yusuf|Zoe|Anders|Bianca|Carlos|Daria|Emeka")
  private let family = bytes(
    "Abbott|Bergman|Castillo|Dubois|Eriksen|Fischer|Garcia|Haddad|Ito|Jensen|Kowalski|Lindqvist"
      + "|Moreau|Nakamura|O'Brien|Petrov|Quist|Rossi|Schmidt|Tanaka|Ueda|Vargas|Weber|Yilmaz|Zhang"
      + "|Adeyemi|Brandt|Costa|Duarte|Ekwueme|Flores|Grant|Hoang|Ivanova|Joshi|Khan|Larsen")

  /// A name that no other person has, for the first thousand or so.
  func personName(_ index: Int) -> [UInt8] {
    let count = given.count * family.count
    let place = (index * 401 + 17) % count
    var name = given[place % given.count] + Array(" ".utf8) + family[place / given.count]
    if index >= count { name += Array(" \(index / count + 1)".utf8) }
    return name
  }

  /// The words of an account's name, without a legal form; no two accounts share them.
  func accountName(_ index: Int) -> [UInt8] {
    let pairs = first.count * second.count
    let place = (index * 1_009 + 211) % pairs
    var name = first[place % first.count] + Array(" ".utf8) + second[place / first.count]
    var round = index / pairs
    guard round > 0 else { return name }
    round -= 1
    name += Array(" ".utf8) + third[round % third.count]
    round /= third.count
    if round > 0 { name += Array(" \(round + 1)".utf8) }
    return name
  }

  /// The legal form to put behind a name; empty for some.
  func suffix(_ draw: UInt64) -> [UInt8] {
    let place = Int(draw % 16)
    return place < suffixes.count ? suffixes[place] : []
  }

  /// The same company as another person typed it: capitals and another legal form.
  static func retyped(_ name: [UInt8]) -> [UInt8] {
    name.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 } + Array(", Inc".utf8)
  }
}

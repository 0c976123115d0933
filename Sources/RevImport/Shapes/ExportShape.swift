/// The systems whose exports are understood.
package enum ImportSystem: String, Sendable, CaseIterable {
  case salesforce, hubspot, pipedrive, stripe, quickbooks, xero
  case googleAds = "google-ads"
  case linkedinAds = "linkedin-ads"
  case metaAds = "meta-ads"
  case csv

  /// The name that people use.
  package var title: String {
    switch self {
    case .salesforce: "Salesforce"
    case .hubspot: "HubSpot"
    case .pipedrive: "Pipedrive"
    case .stripe: "Stripe"
    case .quickbooks: "QuickBooks"
    case .xero: "Xero"
    case .googleAds: "Google Ads"
    case .linkedinAds: "LinkedIn Ads"
    case .metaAds: "Meta Ads"
    case .csv: "CSV"
    }
  }

  var isFinance: Bool { self == .stripe || self == .quickbooks || self == .xero }
  var isAds: Bool { self == .googleAds || self == .linkedinAds || self == .metaAds }
}

/// What the rows of an export are.
enum RowMeaning: Sendable, Equatable {
  case deals
  /// Each row is the state of a deal from a moment on.
  case dealVersions
  /// Each row is one change of one field.
  case fieldChanges
  /// Each row says when a deal entered a stage.
  case stageEntries
  /// People on the buyer's side: counted for each account, or linked to deals.
  case contacts
  case dealContacts
  case dealAccounts
  case campaigns
  case stages
  case pipelines
  /// Each row says which deal an activity is about.
  case activityDeals
  /// Rows that go into a table one by one, or nearly so.
  case accounts, people, leads, activities, spend, subscriptions, invoices
  /// A table of the snapshot in its own words.
  case table(String)

  /// Lower comes first: what others refer to.
  var order: Int {
    switch self {
    case .people: 0
    case .pipelines: 1
    case .stages: 2
    case .accounts: 3
    case .campaigns: 4
    case .contacts: 5
    case .dealContacts: 6
    case .dealAccounts: 7
    case .deals: 8
    case .dealVersions, .fieldChanges, .stageEntries: 9
    case .leads, .activityDeals: 10
    case .activities: 11
    case .invoices: 12
    case .subscriptions: 13
    case .spend: 14
    case .table: 15
    }
  }

  /// The table that the rows end up in.
  var table: String {
    switch self {
    case .deals, .contacts, .dealContacts, .dealAccounts, .campaigns: "deals"
    case .dealVersions, .fieldChanges, .stageEntries: "deal_history"
    case .stages, .pipelines: "stages"
    case .activityDeals, .activities: "activities"
    case .accounts: "accounts"
    case .people: "people"
    case .leads: "leads"
    case .spend: "spend"
    case .subscriptions: "subscriptions"
    case .invoices: "invoices"
    case .table(let name): name
    }
  }
}

/// One column that an export may have.
struct ShapeField: Sendable, Equatable {
  /// What it is for: a column of the snapshot, or a name that the shape's reader knows.
  let target: String
  let kind: CellKind
  /// Names in their normal form, the best first.
  let aliases: [Substring]
  let isRequired: Bool
  /// What the system calls it, for messages.
  let label: String

  /// - Parameter aliases: separated by spaces.
  init(
    _ target: String, _ kind: CellKind, _ aliases: String, required: Bool = false,
    named label: String? = nil
  ) {
    self.target = target
    self.kind = kind
    self.aliases = aliases.split(separator: " ")
    isRequired = required || label != nil
    self.label = label ?? target
  }
}

/// One kind of export of one system: by which columns it is known, and what they mean.
struct ExportShape: Sendable, Equatable {
  /// `salesforce.opportunity`.
  let id: String
  let system: ImportSystem
  /// What people call it.
  let title: String
  let meaning: RowMeaning
  /// One of each group has to be there.
  let signature: [[Substring]]
  /// None of these may be there: they tell of a similar export.
  let excluded: [Substring]
  let fields: [ShapeField]

  /// - Parameter signature: groups of names in their normal form, separated by spaces.
  init(
    _ id: String, _ system: ImportSystem, _ title: String, _ meaning: RowMeaning,
    signature: [String], excluded: String = "", fields: [ShapeField]
  ) {
    self.id = id
    self.system = system
    self.title = title
    self.meaning = meaning
    self.signature = signature.map { $0.split(separator: " ") }
    self.excluded = excluded.split(separator: " ")
    self.fields = fields
  }

  /// How well a header fits: columns by which the shape is known, and all columns it has words for.
  func fit(_ header: HeaderIndex) -> ShapeFit? {
    if excluded.contains(where: { header.place($0) != nil }) { return nil }
    var known = 0
    for group in signature {
      guard group.contains(where: { header.place($0) != nil }) else { return nil }
      known += 1
    }
    let fields = fields.count { field in field.aliases.contains { header.place($0) != nil } }
    return ShapeFit(shape: id, signature: known, fields: fields, of: header.names.count)
  }
}

/// How well a shape fits a header.
struct ShapeFit: Sendable, Equatable {
  let shape: String
  /// Groups of the signature, all of which are there.
  let signature: Int
  /// Columns that the shape has words for.
  let fields: Int
  /// Columns of the file.
  let of: Int

  /// Whether it is a table of the snapshot and no system's export.
  var isOwn: Bool { shape.hasPrefix("csv.") }

  var score: Int { signature * 8 + fields * 3 }
}

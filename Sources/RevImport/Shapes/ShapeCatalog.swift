/// Every export that is known.
enum ShapeCatalog {
  static let all: [ExportShape] =
    SalesforceShapes.all + HubSpotShapes.all + PipedriveShapes.all + StripeShapes.all
    + LedgerShapes.all + AdShapes.all + TableShapes.all

  static func shape(_ id: String) -> ExportShape? { all.first { $0.id == id } }

  /// Shapes that fit a header, the best first; those of a system before the snapshot's own tables,
  /// whose words are everybody's.
  static func fits(_ header: HeaderIndex, system: ImportSystem?) -> [ShapeFit] {
    all.filter { system == nil || $0.system == system }
      .compactMap { $0.fit(header) }
      .sorted { ($0.isOwn ? 0 : 1, $0.score) > ($1.isOwn ? 0 : 1, $1.score) }
  }
}

/// Pipedrive: deals of a list view or an account export, `Deal - Title` and so on.
enum PipedriveShapes {
  static let all = [deals]

  static let deals = ExportShape(
    "pipedrive.deals", .pipedrive, "deals", .deals,
    signature: [
      "dealtitle title", "dealvalue value", "dealstatus status",
      "dealstage stage "
        + "dealstagepipeline",
    ],
    fields: [
      ShapeField("deal_id", .id, "dealid id dealpipedrivesystemid", named: "Deal - ID"),
      ShapeField("name", .text, "dealtitle title"),
      ShapeField(
        "account_id", .id, "dealorganizationid organizationid organizationpipedrivesystemid"),
      ShapeField(
        "account_name", .text,
        "dealorganization dealorganisation organization organisation organizationname"),
      ShapeField("owner_name", .text, "dealowner owner"),
      ShapeField("pipeline", .text, "dealpipeline pipeline"),
      ShapeField("stage", .word, "dealstage stage dealstagepipeline", named: "Deal - Stage"),
      ShapeField("status", .text, "dealstatus status"),
      ShapeField("amount", .money, "dealvalue value"),
      ShapeField("currency", .text, "dealcurrencyofvalue currencyofvalue dealcurrency currency"),
      ShapeField(
        "created_date", .moment, "dealdealcreated dealcreated dealcreationdate creationdate",
        named: "Deal - Deal created"),
      ShapeField("close_date", .day, "dealexpectedclosedate expectedclosedate"),
      ShapeField("won_at", .day, "dealwontime wontime"),
      ShapeField("lost_at", .day, "deallosttime losttime"),
      ShapeField("closed_at", .day, "dealdealclosedon dealclosedon closedon"),
      ShapeField("lost_reason", .text, "deallostreason lostreason"),
      ShapeField("probability", .percent, "dealprobability probability"),
      ShapeField("product", .text, "dealproductname productname"),
      ShapeField("source", .text, "dealsourcechannel sourcechannel dealsource"),
      ShapeField("type", .word, "deallabel label"),
      ShapeField("next_step_date", .day, "dealnextactivitydate nextactivitydate"),
      ShapeField("last_activity_date", .day, "deallastactivitydate lastactivitydate"),
      ShapeField("archived", .text, "dealarchivestatus archivestatus"),
      ShapeField("modified", .moment, "dealupdatetime updatetime"),
    ])
}

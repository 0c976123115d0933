/// Spend by day and campaign of the advertising platforms.
enum AdShapes {
  static let all = [google, linkedin, meta]

  static let google = ExportShape(
    "google-ads.campaigns", .googleAds, "campaign spend by day", .spend,
    signature: [
      "campaign campaignname kampagne campagne campaña campanha",
      "cost kosten coût coste custo",
      "clicks impr impressions klicks clics cliques conversions campaignstatus",
    ],
    fields: [
      ShapeField(
        "campaign", .text, "campaign campaignname kampagne campagne campaña campanha",
        named: "Campaign"),
      ShapeField("campaign_id", .id, "campaignid"),
      ShapeField("date", .day, "day date tag jour día dia", named: "Day"),
      ShapeField("currency", .text, "currencycode currency währungscode"),
      ShapeField("amount", .money, "cost kosten coût coste custo", named: "Cost"),
    ])

  static let linkedin = ExportShape(
    "linkedin-ads.campaigns", .linkedinAds, "campaign spend by day", .spend,
    signature: ["startdateinutc startdate", "campaignname campaigngroupname", "totalspent spend"],
    fields: [
      ShapeField("campaign", .text, "campaigngroupname campaignname", named: "Campaign Group Name"),
      ShapeField("campaign_id", .id, "campaignid"),
      ShapeField("date", .day, "startdateinutc startdate", named: "Start Date (in UTC)"),
      ShapeField("end", .day, "enddateinutc enddate"),
      ShapeField("currency", .text, "currency"),
      ShapeField("amount", .money, "totalspent spend", named: "Total Spent"),
    ])

  static let meta = ExportShape(
    "meta-ads.campaigns", .metaAds, "campaign spend by day", .spend,
    signature: [
      "campaignname nomdelacampagne nomedacampanha nombredelacampaña kampagnenname اسمالحملة",
      "amountspent* montantdépensé* valorusado* valorgasto* importegastado* ausgegebenerbetrag* "
        + "المبلغالذيتمإنفاقه*",
    ],
    fields: [
      ShapeField(
        "campaign", .text,
        "campaignname nomdelacampagne nomedacampanha nombredelacampaña kampagnenname اسمالحملة",
        named: "Campaign name"),
      ShapeField("campaign_id", .id, "campaignid"),
      ShapeField("day", .day, "day jour dia día tag اليوم"),
      ShapeField(
        "starts", .day,
        "reportingstarts débutdesrapports iníciodosrelatórios iniciodelinforme berichtsstart "
          + "بدايةإعدادالتقارير"),
      ShapeField(
        "end", .day,
        "reportingends findesrapports términodosrelatórios findelinforme berichtsende "
          + "نهايةإعدادالتقارير"),
      ShapeField(
        "amount", .money,
        "amountspent* montantdépensé* valorusado* valorgasto* importegastado* ausgegebenerbetrag* "
          + "المبلغالذيتمإنفاقه*", named: "Amount spent"),
    ])
}

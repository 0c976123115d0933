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
      ShapeField("campaign", .text, "campaign campaignname kampagne campagne campaña campanha",
        required: true),
      ShapeField("campaign_id", .id, "campaignid"),
      ShapeField("date", .day, "day date tag jour día dia", required: true),
      ShapeField("currency", .text, "currencycode currency währungscode"),
      ShapeField("amount", .money, "cost kosten coût coste custo", required: true),
    ])

  static let linkedin = ExportShape(
    "linkedin-ads.campaigns", .linkedinAds, "campaign spend by day", .spend,
    signature: ["startdateinutc startdate", "campaignname campaigngroupname", "totalspent spend"],
    fields: [
      ShapeField("campaign", .text, "campaigngroupname campaignname", required: true),
      ShapeField("campaign_id", .id, "campaignid"),
      ShapeField("date", .day, "startdateinutc startdate", required: true),
      ShapeField("end", .day, "enddateinutc enddate"),
      ShapeField("currency", .text, "currency"),
      ShapeField("amount", .money, "totalspent spend", required: true),
    ])

  static let meta = ExportShape(
    "meta-ads.campaigns", .metaAds, "campaign spend by day", .spend,
    signature: [
      "campaignname nomdelacampagne nomedacampanha nombredelacampaña kampagnenname اسمالحملة",
      "amountspent* montantdépensé* valorusado* valorgasto* importegastado* ausgegebenerbetrag* "
        + "المبلغالذيتمإنفاقه*",
    ],
    fields: [
      ShapeField("campaign", .text,
        "campaignname nomdelacampagne nomedacampanha nombredelacampaña kampagnenname اسمالحملة",
        required: true),
      ShapeField("campaign_id", .id, "campaignid"),
      ShapeField("day", .day, "day jour dia día tag اليوم"),
      ShapeField("starts", .day,
        "reportingstarts débutdesrapports iníciodosrelatórios iniciodelinforme berichtsstart "
          + "بدايةإعدادالتقارير"),
      ShapeField("end", .day,
        "reportingends findesrapports términodosrelatórios findelinforme berichtsende "
          + "نهايةإعدادالتقارير"),
      ShapeField("amount", .money,
        "amountspent* montantdépensé* valorusado* valorgasto* importegastado* ausgegebenerbetrag* "
          + "المبلغالذيتمإنفاقه*", required: true),
    ])
}

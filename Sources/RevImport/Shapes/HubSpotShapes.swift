/// HubSpot: view exports with labels or property names, and warehouse copies.
enum HubSpotShapes {
  static let all = [
    deals, warehouseDeals, companies, warehouseCompanies, contacts, warehouseContacts, owners,
    pipelines, stages, stageEntries, propertyHistory, dealCompanies, dealContacts, engagements,
    engagementDeals,
  ]

  private static let dealFields = [
    ShapeField("name", .text, "dealname"),
    ShapeField("amount", .money, "amount amountincompanycurrency amountinhomecurrency"),
    ShapeField("currency", .text, "currency dealcurrencycode"),
    ShapeField("close_date", .day, "closedate"),
    ShapeField("type", .word, "dealtype"),
    ShapeField(
      "source", .text,
      "leadsource originalsource originalsourcetype analyticssource "
        + "hsanalyticssource originaltrafficsource"),
    ShapeField("product", .text, "product productname"),
    ShapeField("lost_reason", .text, "closedlostreason"),
    ShapeField(
      "forecast_category", .word, "forecastcategory hsforecastcategory hsmanualforecastcategory"),
    ShapeField("probability", .share, "dealprobability hsdealstageprobability forecastprobability"),
    ShapeField("next_step", .text, "nextstep hsnextstep"),
    ShapeField("next_step_date", .day, "nextactivitydate hsnextactivitydate notesnextactivitydate"),
    ShapeField(
      "last_activity_date", .day,
      "lastactivitydate hslastactivitydate noteslastupdated lastcontacted noteslastcontacted"),
    ShapeField("contacts", .number, "numberofassociatedcontacts numassociatedcontacts"),
    ShapeField("contact_ids", .text, "associatedcontactids"),
    ShapeField("is_closed", .flag, "isdealclosed hsisclosed"),
    ShapeField("is_won", .flag, "isclosedwon hsisclosedwon"),
    ShapeField("is_lost", .flag, "isclosedlost hsisclosedlost"),
    ShapeField("modified", .moment, "lastmodifieddate hslastmodifieddate"),
    ShapeField("is_deleted", .flag, "isdeleted fivetrandeleted archived"),
  ]

  static let deals = ExportShape(
    "hubspot.deals", .hubspot, "deals", .deals,
    signature: ["recordid hsobjectid dealid", "dealname", "dealstage"],
    fields: [
      ShapeField("deal_id", .id, "recordid hsobjectid dealid", named: "Record ID"),
      ShapeField("account_id", .id, "associatedcompanyids associatedcompanyid"),
      ShapeField("account_name", .text, "associatedcompany associatedcompanynames"),
      ShapeField("owner_id", .word, "dealowner hubspotownerid"),
      ShapeField("pipeline", .text, "pipeline"),
      ShapeField("stage", .word, "dealstage", named: "Deal Stage"),
      ShapeField("created_date", .moment, "createdate", named: "Create Date"),
    ] + dealFields)

  static let warehouseDeals = ExportShape(
    "hubspot.warehouse-deals", .hubspot, "deals (warehouse)", .deals,
    signature: ["dealid", "dealpipelinestageid", "propertydealname"],
    fields: [
      ShapeField("deal_id", .id, "dealid", required: true),
      ShapeField("owner_id", .word, "ownerid"),
      ShapeField("pipeline", .word, "dealpipelineid"),
      ShapeField("stage", .word, "dealpipelinestageid", required: true),
      ShapeField("created_date", .moment, "createdate", required: true),
    ] + dealFields)

  private static let companyFields = [
    ShapeField("name", .text, "companyname name"),
    ShapeField("segment", .text, "segment customersegment"),
    ShapeField("region", .text, "region countryregion country"),
    ShapeField("industry", .text, "industry"),
    ShapeField("parent_id", .id, "parentcompanyid hsparentcompanyid"),
    ShapeField("owner_id", .word, "companyowner hubspotownerid ownerid"),
    ShapeField("created_date", .moment, "createdate"),
    ShapeField("tier", .text, "targetaccount idealcustomerprofiletier hsidealcustomerprofile tier"),
    ShapeField("domain", .text, "companydomainname domain websiteurl website"),
    ShapeField("finance_id", .text, "stripecustomerid"),
    ShapeField("is_deleted", .flag, "isdeleted fivetrandeleted"),
  ]

  static let companies = ExportShape(
    "hubspot.companies", .hubspot, "companies", .accounts,
    signature: [
      "recordid hsobjectid companyid", "companyname name",
      "companydomainname companyowner domain numberofassociateddeals",
    ],
    fields: [ShapeField("account_id", .id, "recordid hsobjectid companyid", required: true)]
      + companyFields)

  static let warehouseCompanies = ExportShape(
    "hubspot.warehouse-companies", .hubspot, "companies (warehouse)", .accounts,
    signature: ["id", "propertyname", "propertycreatedate propertyindustry propertydomain"],
    fields: [ShapeField("account_id", .id, "id", required: true)] + companyFields)

  private static let contactFields = [
    ShapeField("created_at", .moment, "createdate", required: true),
    ShapeField("email", .text, "email"),
    ShapeField(
      "source", .text, "originalsource originaltrafficsource hsanalyticssource leadsource"),
    ShapeField("campaign", .text, "originalsourcedrilldown1 campaign utmcampaign"),
    ShapeField(
      "account_id", .id, "associatedcompanyids primaryassociatedcompanyid associatedcompanyid"),
    ShapeField("account_name", .text, "associatedcompany company companyname"),
    ShapeField("owner_id", .word, "contactowner hubspotownerid"),
    ShapeField("score", .number, "hubspotscore leadscore"),
    ShapeField("status", .text, "leadstatus hsleadstatus"),
    ShapeField(
      "mql_date", .day,
      "becameamarketingqualifiedleaddate hslifecyclestagemarketingqualifiedleaddate"),
    ShapeField(
      "sql_date", .day, "becameasalesqualifiedleaddate hslifecyclestagesalesqualifiedleaddate"),
    ShapeField("deal_id", .id, "associateddealids"),
    ShapeField("modified", .day, "lastmodifieddate"),
    ShapeField("is_deleted", .flag, "fivetrandeleted isdeleted"),
  ]

  static let contacts = ExportShape(
    "hubspot.contacts", .hubspot, "contacts", .leads,
    signature: [
      "recordid hsobjectid contactid", "email", "firstname lastname",
      "lifecyclestage leadstatus contactowner originalsource",
    ],
    fields: [ShapeField("lead_id", .id, "recordid hsobjectid contactid", required: true)]
      + contactFields)

  static let warehouseContacts = ExportShape(
    "hubspot.warehouse-contacts", .hubspot, "contacts (warehouse)", .leads,
    signature: ["id", "propertyemail", "propertycreatedate"],
    fields: [ShapeField("lead_id", .id, "id", required: true)] + contactFields)

  static let owners = ExportShape(
    "hubspot.owners", .hubspot, "owners (warehouse)", .people,
    signature: ["ownerid", "email", "firstname", "lastname"],
    fields: [
      ShapeField("person_id", .id, "ownerid", required: true),
      ShapeField("first_name", .text, "firstname"),
      ShapeField("last_name", .text, "lastname"),
      ShapeField("email", .text, "email"),
      ShapeField("is_deleted", .flag, "isarchived archived"),
    ])

  static let pipelines = ExportShape(
    "hubspot.pipelines", .hubspot, "deal pipelines (warehouse)", .pipelines,
    signature: ["pipelineid", "label", "displayorder active", "fivetransynced createdat"],
    fields: [
      ShapeField("pipeline_id", .id, "pipelineid", required: true),
      ShapeField("label", .text, "label", required: true),
      ShapeField("is_deleted", .flag, "fivetrandeleted"),
    ])

  static let stages = ExportShape(
    "hubspot.stages", .hubspot, "deal stages (warehouse)", .stages,
    signature: ["stageid", "pipelineid", "label", "closedwon isclosed", "displayorder"],
    fields: [
      ShapeField("stage_id", .id, "stageid", required: true),
      ShapeField("label", .text, "label", required: true),
      ShapeField("pipeline_id", .id, "pipelineid"),
      ShapeField("position", .number, "displayorder"),
      ShapeField("probability", .share, "probability"),
      ShapeField("is_closed", .flag, "isclosed"),
      ShapeField("is_won", .flag, "closedwon"),
      ShapeField("is_deleted", .flag, "fivetrandeleted"),
    ])

  static let stageEntries = ExportShape(
    "hubspot.stage-entries", .hubspot, "deal stage history (warehouse)", .stageEntries,
    signature: ["dealid", "dateentered", "value"],
    fields: [
      ShapeField("deal_id", .id, "dealid", required: true),
      ShapeField("changed_at", .moment, "dateentered fivetranstart", required: true),
      ShapeField("new_value", .text, "value", required: true),
    ])

  static let propertyHistory = ExportShape(
    "hubspot.deal-property-history", .hubspot, "deal property history (warehouse)",
    .fieldChanges,
    signature: ["dealid", "timestamp", "name", "value"],
    fields: [
      ShapeField("deal_id", .id, "dealid", required: true),
      ShapeField("changed_at", .moment, "timestamp", required: true),
      ShapeField("field", .text, "name", required: true),
      ShapeField("new_value", .text, "value"),
      ShapeField("changed_by", .text, "sourceid"),
    ])

  static let dealCompanies = ExportShape(
    "hubspot.deal-companies", .hubspot, "deals and companies (warehouse)", .dealAccounts,
    signature: ["dealid", "companyid", "typeid category"],
    fields: [
      ShapeField("deal_id", .id, "dealid", required: true),
      ShapeField("account_id", .id, "companyid", required: true),
    ])

  static let dealContacts = ExportShape(
    "hubspot.deal-contacts", .hubspot, "deals and contacts (warehouse)", .dealContacts,
    signature: ["dealid", "contactid", "typeid category"],
    fields: [
      ShapeField("deal_id", .id, "dealid", required: true),
      ShapeField("contact_id", .id, "contactid", required: true),
    ])

  static let engagements = ExportShape(
    "hubspot.engagements", .hubspot, "engagements (warehouse)", .activities,
    signature: ["engagementid", "propertyhstimestamp starttime timestamp createdat"],
    fields: [
      ShapeField("activity_id", .id, "engagementid", required: true),
      ShapeField("date", .day, "hstimestamp starttime timestamp hscreatedate", required: true),
      ShapeField("kind", .text, "type hstasktype tasktype"),
      ShapeField("person_id", .word, "hubspotownerid ownerid"),
      ShapeField("is_deleted", .flag, "fivetrandeleted"),
    ])

  static let engagementDeals = ExportShape(
    "hubspot.engagement-deals", .hubspot, "engagements and deals (warehouse)", .activityDeals,
    signature: ["dealid", "engagementid"],
    fields: [
      ShapeField("deal_id", .id, "dealid", required: true),
      ShapeField("activity_id", .id, "engagementid", required: true),
    ])
}

/// Salesforce: API and Data Loader exports, warehouse copies of them, and report exports.
enum SalesforceShapes {
  static let all = [
    opportunity, report, versions, history, fieldHistory, account, user, lead, contact, contactRole,
    task, event, campaign,
  ]

  static let opportunity = ExportShape(
    "salesforce.opportunity", .salesforce, "opportunities (API names)", .deals,
    signature: ["id", "stagename", "closedate"], excluded: "opportunityid fivetranstart",
    fields: [
      ShapeField("deal_id", .salesforceID, "id", named: "Id"),
      ShapeField("name", .text, "name"),
      ShapeField("account_id", .salesforceID, "accountid"),
      ShapeField("owner_id", .salesforceID, "ownerid"),
      ShapeField("stage", .word, "stagename", named: "StageName"),
      ShapeField("amount", .money, "amount"),
      ShapeField("currency", .text, "currencyisocode"),
      ShapeField("created_date", .moment, "createddate", named: "CreatedDate"),
      ShapeField("close_date", .day, "closedate", named: "CloseDate"),
      ShapeField("type", .word, "type"),
      ShapeField("source", .text, "leadsource"),
      ShapeField("campaign", .word, "campaignid"),
      ShapeField("lost_reason", .text, "lossreasonc lostreasonc reasonlostc closedlostreasonc"),
      ShapeField("term_months", .number, "termmonthsc contracttermc termc contracttermmonthsc"),
      ShapeField("product", .text, "productc productlinec productfamilyc"),
      ShapeField("forecast_category", .word, "forecastcategoryname forecastcategory"),
      ShapeField("probability", .percent, "probability"),
      ShapeField("next_step", .text, "nextstep"),
      ShapeField("next_step_date", .day, "nextstepdatec"),
      ShapeField("last_activity_date", .day, "lastactivitydate"),
      ShapeField("is_deleted", .flag, "isdeleted fivetrandeleted"),
      ShapeField("is_closed", .flag, "isclosed"),
      ShapeField("is_won", .flag, "iswon"),
      ShapeField("modified", .moment, "systemmodstamp lastmodifieddate"),
    ])

  /// Labels in the languages that reports are most often exported in.
  static let report = ExportShape(
    "salesforce.report", .salesforce, "opportunity report (labels)", .deals,
    signature: [
      "opportunityname opportunityid nomdelopportunité opportunitätsname nombredelaoportunidad "
        + "nomedaoportunidade nomeopportunità opportunitynaam",
      "stage étape phase etapa fase",
      "closedate closedate2 datedefermeture datedeclôture schlusstermin abschlussdatum "
        + "fechadecierre datadefechamento datachiusura sluitingsdatum",
    ],
    fields: [
      ShapeField(
        "deal_id", .salesforceID,
        "opportunityid idopportunité opportunitätsid idopportunité idoportunidad id",
        named: "Opportunity ID"),
      ShapeField(
        "name", .text,
        "opportunityname nomdelopportunité opportunitätsname nombredelaoportunidad "
          + "nomedaoportunidade nomeopportunità opportunitynaam"),
      ShapeField("account_id", .salesforceID, "accountid"),
      ShapeField(
        "account_name", .text,
        "accountname nomducompte accountname accountnaam nombredelacuenta nomedaconta nomeaccount "
          + "kontoname firma"),
      ShapeField("owner_id", .salesforceID, "ownerid opportunityownerid"),
      ShapeField(
        "owner_name", .text,
        "opportunityowner owner owneralias propriétairedelopportunité opportunityinhaber inhaber "
          + "propietariodelaoportunidad proprietáriodaoportunidade titolareopportunità"),
      ShapeField("stage", .word, "stage étape phase etapa fase", named: "Stage"),
      ShapeField(
        "amount", .money,
        "amount amountconverted montant betrag importe cantidad valor quantia importo bedrag"),
      ShapeField(
        "currency", .text,
        "amountcurrency opportunitycurrency currency devisemontant währung amountconvertedcurrency "
          + "devisedumontant betragwährung"),
      ShapeField(
        "created_date", .moment,
        "createddate datedecréation erstelldatum erstellungsdatum fechadecreación datadecriação "
          + "datacreazione aanmaakdatum"),
      ShapeField(
        "close_date", .day,
        "closedate closedate2 datedefermeture datedeclôture schlusstermin abschlussdatum "
          + "fechadecierre datadefechamento datachiusura sluitingsdatum", named: "Close Date"),
      ShapeField("type", .word, "type opportunitytype typ tipo"),
      ShapeField(
        "source", .text, "leadsource originedelapiste leadquelle origendelcandidato origemdolead"),
      ShapeField("campaign", .text, "primarycampaignsource campaignname"),
      ShapeField("lost_reason", .text, "lossreason lostreason closedlostreason"),
      ShapeField("product", .text, "productname productfamily product"),
      ShapeField("forecast_category", .word, "forecastcategory catégoriedeprévisions"),
      ShapeField(
        "probability", .percent,
        "probability probabilité wahrscheinlichkeit probabilidad probabilidade probabilità"),
      ShapeField(
        "next_step", .text,
        "nextstep étapesuivante prochaineétape nächsterschritt siguientepaso próximopasso"),
      ShapeField("last_activity_date", .day, "lastactivity lastactivitydate"),
      ShapeField("age", .number, "age alter âge"),
      ShapeField("is_closed", .flag, "closed"),
      ShapeField("is_won", .flag, "won"),
      ShapeField("modified", .moment, "lastmodifieddate"),
    ])

  /// The warehouse's history mode: a row for each version of an opportunity.
  static let versions = ExportShape(
    "salesforce.opportunity-versions", .salesforce, "opportunity versions (warehouse)",
    .dealVersions,
    signature: ["fivetranstart", "id", "stagename", "closedate"],
    fields: [
      ShapeField("deal_id", .salesforceID, "id", required: true),
      ShapeField("changed_at", .moment, "fivetranstart", required: true),
      ShapeField("stage", .text, "stagename"),
      ShapeField("amount", .money, "amount"),
      ShapeField("close_date", .day, "closedate"),
      ShapeField("forecast_category", .word, "forecastcategoryname forecastcategory"),
      ShapeField("owner_id", .salesforceID, "ownerid"),
      ShapeField("next_step", .text, "nextstep"),
      ShapeField("changed_by", .salesforceID, "lastmodifiedbyid"),
      ShapeField("is_deleted", .flag, "isdeleted"),
    ])

  static let history = ExportShape(
    "salesforce.opportunity-history", .salesforce, "opportunity history", .dealVersions,
    signature: ["opportunityid", "stagename", "createddate"],
    fields: [
      ShapeField("deal_id", .salesforceID, "opportunityid", required: true),
      ShapeField("changed_at", .moment, "createddate", required: true),
      ShapeField("stage", .text, "stagename"),
      ShapeField("amount", .money, "amount"),
      ShapeField("close_date", .day, "closedate"),
      ShapeField("forecast_category", .word, "forecastcategory"),
      ShapeField("changed_by", .salesforceID, "createdbyid"),
      ShapeField("is_deleted", .flag, "isdeleted"),
    ])

  static let fieldHistory = ExportShape(
    "salesforce.opportunity-field-history", .salesforce, "opportunity field history",
    .fieldChanges,
    signature: ["opportunityid", "field", "oldvalue", "newvalue"],
    fields: [
      ShapeField("deal_id", .salesforceID, "opportunityid", required: true),
      ShapeField("changed_at", .moment, "createddate", required: true),
      ShapeField("field", .text, "field", required: true),
      ShapeField("old_value", .text, "oldvalue"),
      ShapeField("new_value", .text, "newvalue"),
      ShapeField("changed_by", .salesforceID, "createdbyid"),
      ShapeField("is_deleted", .flag, "isdeleted"),
    ])

  static let account = ExportShape(
    "salesforce.account", .salesforce, "accounts", .accounts,
    signature: [
      "id accountid", "name accountname",
      "billingcountry billingcity billingstate accountsource numberofemployees annualrevenue",
      "parentid industry ownership website masterrecordid accountnumber isdeleted",
    ],
    excluded: "fivetranstart lastname",
    fields: [
      ShapeField("account_id", .salesforceID, "id accountid", required: true),
      ShapeField("name", .text, "name accountname"),
      ShapeField("segment", .text, "segmentc segment customersegmentc"),
      ShapeField("region", .text, "regionc region territoryc billingcountry billingstate"),
      ShapeField("industry", .text, "industry"),
      ShapeField("parent_id", .salesforceID, "parentid"),
      ShapeField("owner_id", .salesforceID, "ownerid"),
      ShapeField("created_date", .moment, "createddate"),
      ShapeField("tier", .text, "tierc tier customerpriorityc rating"),
      ShapeField("domain", .text, "website domainc"),
      ShapeField("finance_id", .text, "stripecustomeridc stripeidc quickbooksidc xeroidc"),
      ShapeField("is_deleted", .flag, "isdeleted fivetrandeleted"),
    ])

  static let user = ExportShape(
    "salesforce.user", .salesforce, "users", .people,
    signature: ["id userid", "username email", "isactive forecastenabled userroleid profileid"],
    fields: [
      ShapeField("person_id", .salesforceID, "id userid", required: true),
      ShapeField("name", .text, "name fullname"),
      ShapeField("first_name", .text, "firstname"),
      ShapeField("last_name", .text, "lastname"),
      ShapeField("email", .text, "email username"),
      ShapeField("title", .text, "title"),
      ShapeField("team", .text, "department division"),
      ShapeField("manager_id", .salesforceID, "managerid"),
      ShapeField("hired_date", .day, "hiredatec startdatec"),
      ShapeField("is_active", .flag, "isactive"),
      ShapeField("last_seen", .day, "lastlogindate"),
      ShapeField("is_deleted", .flag, "fivetrandeleted"),
    ])

  static let lead = ExportShape(
    "salesforce.lead", .salesforce, "leads", .leads,
    signature: [
      "id leadid", "company", "status leadstatus", "isconverted converteddate leadsource",
    ],
    fields: [
      ShapeField("lead_id", .salesforceID, "id leadid", required: true),
      ShapeField("created_at", .moment, "createddate createdate lastmodifieddate", required: true),
      ShapeField("source", .text, "leadsource"),
      ShapeField("campaign", .text, "utmcampaignc campaignc"),
      ShapeField("segment", .text, "segmentc"),
      ShapeField("account_id", .salesforceID, "convertedaccountid"),
      ShapeField("owner_id", .salesforceID, "ownerid"),
      ShapeField("score", .number, "leadscorec scorec piscorec"),
      ShapeField("first_response_at", .moment, "firstresponsedatec firstresponsec"),
      ShapeField("mql_date", .day, "mqldatec"),
      ShapeField("sql_date", .day, "sqldatec converteddate"),
      ShapeField("meeting_date", .day, "meetingdatec"),
      ShapeField("deal_id", .salesforceID, "convertedopportunityid"),
      ShapeField("status", .text, "status leadstatus"),
      ShapeField("modified", .day, "lastmodifieddate systemmodstamp"),
      ShapeField("is_deleted", .flag, "isdeleted"),
    ])

  static let contact = ExportShape(
    "salesforce.contact", .salesforce, "contacts", .contacts,
    signature: [
      "id contactid", "accountid", "lastname name", "email", "reportstoid mailingcity title phone",
    ],
    excluded: "fivetranstart username whatid",
    fields: [
      ShapeField("contact_id", .salesforceID, "id contactid", required: true),
      ShapeField("account_id", .salesforceID, "accountid"),
      ShapeField("email", .text, "email"),
      ShapeField("is_deleted", .flag, "isdeleted"),
    ])

  static let contactRole = ExportShape(
    "salesforce.opportunity-contact-role", .salesforce, "opportunity contact roles",
    .dealContacts,
    signature: ["opportunityid", "contactid", "role isprimary"],
    fields: [
      ShapeField("deal_id", .salesforceID, "opportunityid", required: true),
      ShapeField("contact_id", .salesforceID, "contactid", required: true),
      ShapeField("is_deleted", .flag, "isdeleted"),
    ])

  private static let activityFields = [
    ShapeField("activity_id", .salesforceID, "id", required: true),
    ShapeField("kind", .text, "tasksubtype type eventsubtype"),
    ShapeField("what_id", .salesforceID, "whatid"),
    ShapeField("account_id", .salesforceID, "accountid"),
    ShapeField("person_id", .salesforceID, "ownerid"),
    ShapeField("is_deleted", .flag, "isdeleted"),
  ]

  static let task = ExportShape(
    "salesforce.task", .salesforce, "tasks", .activities,
    signature: ["id", "whatid", "activitydate", "tasksubtype priority status"],
    fields: activityFields + [
      ShapeField(
        "date", .day, "activitydate completeddatetime createddate", required: true)
    ])

  static let event = ExportShape(
    "salesforce.event", .salesforce, "events", .activities,
    signature: ["id", "whatid", "startdatetime activitydatetime enddatetime durationinminutes"],
    fields: activityFields + [
      ShapeField(
        "date", .day, "activitydate startdatetime activitydatetime createddate", required: true)
    ])

  static let campaign = ExportShape(
    "salesforce.campaign", .salesforce, "campaigns", .campaigns,
    signature: ["id campaignid", "name campaignname", "actualcost budgetedcost numberofleads"],
    fields: [
      ShapeField("campaign_id", .salesforceID, "id campaignid", required: true),
      ShapeField("name", .text, "name campaignname", required: true),
      ShapeField("channel", .text, "type"),
      ShapeField("date", .day, "startdate"),
      ShapeField("amount", .money, "actualcost"),
      ShapeField("currency", .text, "currencyisocode"),
      ShapeField("is_deleted", .flag, "isdeleted"),
    ])
}

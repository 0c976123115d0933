"""The tables and columns of a snapshot. A `*` marks a required column, as in the format's own text."""

TABLES = {
    "stages": "stage*:text position*:integer outcome*:text category:text probability:share qualified:flag pipeline:text",
    "deals": "deal_id*:id name:text account_id:text owner_id:text pipeline:text stage*:text amount:money currency:text "
    "created_date*:day close_date*:day closed_date:day type:text product:text source:text campaign:text "
    "term_months:integer lost_reason:text forecast_category:text probability:share next_step:text "
    "next_step_date:day last_activity_date:day contacts:integer",
    "deal_history": "deal_id*:text changed_at*:stamp field*:text old_value:text new_value:text changed_by:text",
    "accounts": "account_id*:id name:text segment:text region:text industry:text parent_id:text owner_id:text "
    "created_date:day tier:text",
    "people": "person_id*:id name:text role:text team:text manager_id:text hired_date:day left_date:day",
    "quotas": "person_id*:text start_date*:day end_date*:day amount*:money full_amount:money segment:text",
    "calls": "person_id*:text period_start*:day submitted_date*:day category*:text amount*:money",
    "activities": "activity_id*:id date*:day kind:text deal_id:text account_id:text person_id:text direction:text",
    "leads": "lead_id*:id created_at*:stamp source:text campaign:text segment:text account_id:text owner_id:text "
    "score:decimal first_response_at:stamp mql_date:day sql_date:day meeting_date:day deal_id:text "
    "disqualified_date:day",
    "subscriptions": "subscription_id*:id account_id*:text start_date*:day end_date:day mrr*:money currency:text "
    "product:text deal_id:text cancel_requested_date:day",
    "contracts": "contract_id*:id account_id*:text start_date*:day end_date*:day annual_value*:money currency:text "
    "deal_id:text renewal_deal_id:text billing_start_date:day",
    "invoices": "invoice_id*:id account_id*:text issued_date*:day amount*:money currency:text deal_id:text "
    "due_date:day paid_date:day credited:money kind:text",
    "onboarding": "account_id*:text deal_id:text kickoff_date:day first_value_date:day live_date:day",
    "spend": "date*:day channel*:text amount*:money currency:text campaign:text",
    "costs": "month*:day category*:text amount*:money currency:text",
    "payouts": "person_id*:text start_date*:day end_date*:day paid*:money budget:money",
    "health": "account_id*:text date*:day score*:decimal",
}


class Column:
    def __init__(self, text):
        name, self.kind = text.split(":")
        self.required = name.endswith("*")
        self.name = name.rstrip("*")


COLUMNS = {table: [Column(text) for text in line.split()] for table, line in TABLES.items()}

HISTORY_FIELDS = ("stage", "amount", "close_date", "forecast_category", "owner_id", "next_step")
OUTCOMES = ("open", "won", "lost")

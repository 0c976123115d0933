import RevBase

/// What finance systems say, until their customers are joined to accounts.
struct FinanceBook {
  /// A customer of a finance system.
  struct Customer {
    /// How rows name it.
    var id: String
    var name = ""
    var email = ""
    /// The account that the system itself names.
    var account: String?
    /// Sum of its invoices, and of its subscriptions a year, by currency.
    var invoiced: [String: Money] = [:]
    var yearly: [String: Money] = [:]
  }

  struct Invoice {
    var id: String
    var customer: String
    var issued: Day
    var amount: Money
    var currency: String
    var deal: String?
    var due: Day?
    var paid: Day?
    /// It is paid, but nothing says when.
    var isPaidSometime = false
    var isRecurring: Bool?
    var subscription: String?
  }

  struct Subscription {
    var id: String
    var customer: String
    var start: Day
    var end: Day?
    var amount: Money
    var quantity: Int
    /// Months of one payment; of weeks and days a fraction of a month.
    var months: (top: Int64, bottom: Int64)
    var currency: String
    var product: String
    var deal: String?
    var canceled: Day?
    var period: (start: Day, end: Day)?
  }

  private(set) var customers: [String: Customer] = [:]
  private(set) var customerOrder: [String] = []
  var invoices: [Invoice] = []
  var subscriptions: [Subscription] = []
  /// Invoices that are paid on a day that nobody tells.
  var paidSometime = 0
  /// Files in which nothing tells what is paid.
  var silentFiles: [String] = []

  var isEmpty: Bool { invoices.isEmpty && subscriptions.isEmpty }

  mutating func note(_ id: String, name: String?, email: String?, account: String?) {
    if customers[id] == nil {
      customers[id] = Customer(id: id)
      customerOrder.append(id)
    }
    if let name, customers[id]?.name.isEmpty == true { customers[id]?.name = name }
    if let email, customers[id]?.email.isEmpty == true { customers[id]?.email = email }
    if let account { customers[id]?.account = account }
  }

  mutating func add(_ invoice: Invoice) {
    customers[invoice.customer]?.invoiced[invoice.currency, default: .zero] += invoice.amount
    invoices.append(invoice)
  }

  mutating func addYearly(_ customer: String, _ currency: String, _ amount: Money) {
    customers[customer]?.yearly[currency, default: .zero] += amount
  }
}

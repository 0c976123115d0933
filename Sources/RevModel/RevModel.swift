// RevModel: typed columns, immutable tables, the deal on any day, and selections.

// RevBase: money, days, periods, fiscal calendars and exact arithmetic.

// RevMetrics: the metric book as code: one definition for each number.

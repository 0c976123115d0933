// Tests of RevMetrics.

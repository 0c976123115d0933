// Tests of RevRisk.

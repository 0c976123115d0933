// Tests of RevReport.

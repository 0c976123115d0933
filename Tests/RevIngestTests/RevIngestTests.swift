// Tests of RevIngest.

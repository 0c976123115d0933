// Tests of RevBase.

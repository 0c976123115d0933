// Tests of RevJournal.

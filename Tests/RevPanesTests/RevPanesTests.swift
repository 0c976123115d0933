// Tests of RevPanes.

// Tests of TermCells.

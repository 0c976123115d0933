// TermCurses: the terminal, driven through CTerminal. The only importer of CTerminal.

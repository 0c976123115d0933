// RevJournal: what the user writes: notes, decisions, actions, calls. The only importer of GRDB.

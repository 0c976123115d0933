// RevImport: other systems' exports to a snapshot folder.

// RevIngest: from files to columns: CSV, manifest, load report.

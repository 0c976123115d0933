// Tests of RevImport.

// RevPanes: one view a file, drawn on a surface.

// TermCells: cells, surfaces, text width, layout and charts for a character terminal. It knows no revenue.

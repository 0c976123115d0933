// RevReport: the weekly report as Markdown, HTML and SVG.

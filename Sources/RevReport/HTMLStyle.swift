/// The style sheet of the report: light and dark by the reader's choice, always light on paper.
enum HTMLStyle {
  static let sheet = """
    :root {
      --page: #f6f6f3; --card: #ffffff; --ink: #1b2430; --soft: #5c6773; --line: #e3e4df;
      --blue: #1f5fa8; --blue2: #5b93cf; --blue3: #a9c8e8; --gray: #9aa4af;
      --band: #cfe0f3; --goal: #b4530a; --up: #2f7fb8; --down: #c4671a;
      --good: #14568f; --watch: #8a5a00; --poor: #a8380b; --tint: #eef4fa; --warm: #fdf1e6;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #12161b; --card: #1b2128; --ink: #e6e9ec; --soft: #9aa6b2; --line: #2d353e;
        --blue: #5ea3e6; --blue2: #3f78b3; --blue3: #34567a; --gray: #76828e;
        --band: #29435f; --goal: #f0a15a; --up: #5ea9dd; --down: #e08a45;
        --good: #7bb8f0; --watch: #e0b255; --poor: #f29a6b; --tint: #1f2a36; --warm: #33281f;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--page); color: var(--ink);
      font: 15px/1.5 "Inter", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
      font-variant-numeric: tabular-nums;
    }
    main { max-width: 980px; margin: 0 auto; padding: 40px 28px 56px; }
    header { display: flex; justify-content: space-between; align-items: flex-end; gap: 24px;
      padding-bottom: 18px; border-bottom: 3px solid var(--ink); }
    h1 { margin: 0; font-size: 30px; line-height: 1.15; letter-spacing: -0.01em; }
    header p { margin: 0; color: var(--soft); }
    header .when { text-align: right; font-size: 13px; }
    .over { font-size: 12px; letter-spacing: 0.09em; text-transform: uppercase; color: var(--soft);
      font-weight: 600; }
    h2 { margin: 0 0 14px; font-size: 19px; letter-spacing: -0.005em; }
    h3 { margin: 18px 0 8px; font-size: 13px; color: var(--soft); font-weight: 600; }
    section { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
      padding: 22px 24px; margin-top: 18px; }
    .verdict { display: flex; gap: 28px; align-items: baseline; flex-wrap: wrap; margin-bottom: 16px; }
    .verdict strong { font-size: 26px; line-height: 1.2; }
    .verdict span { color: var(--soft); flex: 1 1 320px; }
    .tiles { display: grid; grid-template-columns: repeat(5, 1fr); gap: 12px; margin: 0 0 18px; }
    .tile { border-top: 3px solid var(--blue3); padding: 8px 2px 0; }
    .tile b { display: block; font-size: 25px; line-height: 1.2; letter-spacing: -0.01em; }
    .tile i { font-style: normal; color: var(--soft); font-size: 12.5px; display: block; }
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: 28px; }
    p { margin: 8px 0; }
    .note { color: var(--soft); font-size: 13px; }
    table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
    th { text-align: left; font-weight: 600; color: var(--soft); font-size: 12px;
      border-bottom: 1px solid var(--line); padding: 5px 10px 5px 0; vertical-align: bottom; }
    td { border-bottom: 1px solid var(--line); padding: 6px 10px 6px 0; vertical-align: top;
      overflow-wrap: anywhere; }
    tr:last-child td { border-bottom: 0; }
    th.n, td.n { text-align: right; white-space: nowrap; overflow-wrap: normal; }
    td.w { white-space: nowrap; overflow-wrap: normal; }
    table.narrow { max-width: 560px; }
    td.k { min-width: 118px; }
    td small { color: var(--soft); display: block; font-size: 12px; }
    .good { color: var(--good); } .watch { color: var(--watch); } .poor { color: var(--poor); }
    .missing { color: var(--soft); }
    .pill { display: inline-block; font-size: 11px; font-weight: 600; padding: 1px 8px;
      border-radius: 9px; background: var(--tint); color: var(--good); white-space: nowrap; }
    .pill.poor { background: var(--warm); color: var(--poor); }
    .pill.watch { background: var(--warm); color: var(--watch); }
    .deal { padding: 14px 0; border-top: 1px solid var(--line); display: grid;
      grid-template-columns: 34px 1fr 190px; gap: 14px; }
    .deal:first-of-type { border-top: 0; padding-top: 4px; }
    .deal .rank { font-size: 21px; font-weight: 700; color: var(--gray); line-height: 1.25; }
    .deal b { font-size: 15.5px; } .deal ul { margin: 6px 0 0; padding-left: 18px; font-size: 13px; }
    .deal li b { font-size: inherit; }
    .deal .odds { text-align: right; } .deal .odds b { font-size: 21px; line-height: 1.2; display: block; }
    .deal .odds small { color: var(--soft); font-size: 12px; display: block; }
    ul { margin: 8px 0; padding-left: 20px; }
    svg { width: 100%; height: auto; display: block; margin: 4px 0 8px; }
    svg text { font-family: inherit; font-size: 12px; fill: var(--ink); }
    svg .s { fill: var(--soft); font-size: 11px; } svg .v { font-weight: 600; }
    svg .v, svg .g, svg .s { paint-order: stroke; stroke: var(--card); stroke-width: 3.5px;
      stroke-linejoin: round; }
    svg .g { fill: var(--goal); font-size: 11px; font-weight: 600; }
    svg .on { font-weight: 700; font-size: 11.5px; paint-order: stroke; stroke: var(--band);
      stroke-width: 3.5px; stroke-linejoin: round; }
    svg .c1 { fill: var(--blue); } svg .c2 { fill: var(--blue2); } svg .c3 { fill: var(--blue3); }
    svg .c4 { fill: var(--gray); } svg .up { fill: var(--up); } svg .down { fill: var(--down); }
    svg .band { fill: var(--band); } svg .grid { stroke: var(--line); stroke-width: 1; }
    svg .axis { stroke: var(--gray); stroke-width: 1; } svg .link { stroke: var(--gray); stroke-width: 1; }
    svg .goal { stroke: var(--goal); stroke-width: 1.5; stroke-dasharray: 5 4; }
    svg .mid { stroke: var(--blue); stroke-width: 3; }
    svg .median { stroke: var(--blue); stroke-width: 2; stroke-dasharray: 6 4; fill: none; }
    svg .actual { stroke: var(--blue); stroke-width: 3; fill: none; }
    svg .now { stroke: var(--gray); stroke-width: 1; stroke-dasharray: 2 3; }
    svg .zero { stroke: var(--gray); stroke-width: 2; }
    footer { margin-top: 22px; color: var(--soft); font-size: 12.5px; }
    @media (max-width: 720px) {
      main { padding: 20px 14px; } header { display: block; } header .when { text-align: left; }
      .tiles { grid-template-columns: repeat(2, 1fr); } .two { grid-template-columns: 1fr; }
      .deal { grid-template-columns: 24px 1fr; } .deal .odds { grid-column: 2; text-align: left; }
      section { padding: 16px; } .scroll { overflow-x: auto; }
    }
    @page { margin: 14mm 13mm; }
    @media print {
      :root {
        --page: #ffffff; --card: #ffffff; --ink: #1b2430; --soft: #55606b; --line: #d9dbd6;
        --blue: #1f5fa8; --blue2: #5b93cf; --blue3: #a9c8e8; --gray: #8b95a0;
        --band: #cfe0f3; --goal: #b4530a; --up: #2f7fb8; --down: #c4671a;
        --good: #14568f; --watch: #8a5a00; --poor: #a8380b; --tint: #eef4fa; --warm: #fdf1e6;
      }
      * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      body { font-size: 11.5px; } main { max-width: none; padding: 0; }
      section { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 12px 0 4px;
        margin-top: 10px; }
      h1 { font-size: 24px; } h2 { font-size: 15.5px; break-after: avoid; margin-bottom: 8px; }
      h3 { break-after: avoid; } .tile b { font-size: 19px; } table { font-size: 10.8px; }
      .note, th, td small, .deal ul, .deal .odds small, .tile i, header .when, footer, .pill {
        font-size: 9.8px; }
      .deal b { font-size: 12.5px; } .deal .odds b { font-size: 15px; } h3 { font-size: 11px; }
      .deal { grid-template-columns: 24px 1fr 150px; } td, th { padding: 3px 8px 3px 0; }
      .verdict strong { font-size: 20px; } .deal { padding: 8px 0; }
      .deal, tr, svg, .tiles, .verdict { break-inside: avoid; }
    }
    """
}

// swift-tools-version: 6.3
import PackageDescription

// The layers, lowest first. Data and imports go one way: see ARCHITECTURE.md, whose table a test
// compares with this file.

let collections: Target.Dependency = .product(
  name: "OrderedCollections", package: "swift-collections")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
  name: "revtop",
  products: [.executable(name: "revtop", targets: ["revtop"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // 0
    .target(
      name: "CTerminal",
      cSettings: [.define("_GNU_SOURCE")],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "TermCells", exclude: ["Generators", "README.md"]),
    .target(name: "RevBase"),
    // 1
    .target(name: "TermCurses", dependencies: ["CTerminal", "TermCells"]),
    .target(name: "RevModel", dependencies: ["RevBase", collections]),
    // 2
    .target(name: "RevIngest", dependencies: ["RevBase", "RevModel", yams]),
    .target(name: "RevSample", dependencies: ["RevBase", "RevModel"]),
    .target(name: "RevImport", dependencies: ["RevBase", "RevModel", "RevIngest", yams]),
    .target(
      name: "RevJournal",
      dependencies: ["RevBase", .product(name: "GRDB", package: "GRDB.swift")]),
    // 3
    .target(name: "RevMetrics", dependencies: ["RevBase", "RevModel", collections]),
    // 4
    .target(name: "RevForecast", dependencies: ["RevBase", "RevModel", "RevMetrics"]),
    .target(name: "RevRisk", dependencies: ["RevBase", "RevModel", "RevMetrics", "RevForecast"]),
    // 5
    .target(
      name: "RevPresentation",
      dependencies: [
        "RevBase", "RevModel", "RevMetrics", "RevForecast", "RevRisk", "RevJournal", collections,
      ],
      exclude: ["README.md"]),
    // 6
    .target(
      name: "RevPanes",
      dependencies: ["RevBase", "RevModel", "RevMetrics", "RevPresentation", "TermCells", yams],
      exclude: ["README.md"]),
    .target(
      name: "RevReport", dependencies: ["RevBase", "RevModel", "RevMetrics", "RevPresentation"]),
    // 7
    .target(
      name: "RevRuntime",
      dependencies: [
        "RevBase", "RevModel", "RevMetrics", "RevForecast", "RevRisk", "RevPresentation",
        "RevPanes", "RevReport", "RevIngest", "RevImport", "RevSample", "RevJournal",
        "TermCells", "TermCurses", yams, .product(name: "Logging", package: "swift-log"),
      ]),
    // 8
    .executableTarget(
      name: "revtop",
      dependencies: [
        "RevRuntime", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "RevTesting", dependencies: ["RevBase", "RevModel", "RevIngest", "TermCells"]),
  ]
)

// One test target for each target that has something to test.
for (name, more) in [
  ("RevBase", []), ("TermCells", []), ("RevModel", ["RevBase"]),
  ("RevIngest", ["RevBase", "RevModel"]),
  ("RevSample", ["RevBase", "RevModel", "RevIngest"]),
  ("RevImport", ["RevBase", "RevModel", "RevIngest"]),
  ("RevJournal", ["RevBase"]),
  ("RevMetrics", ["RevBase", "RevModel", "RevIngest", "RevSample"]),
  ("RevForecast", ["RevBase", "RevModel", "RevIngest", "RevSample", "RevMetrics"]),
  ("RevRisk", ["RevBase", "RevModel", "RevIngest", "RevSample", "RevMetrics", "RevForecast"]),
  (
    "RevPresentation",
    ["RevBase", "RevModel", "RevIngest", "RevMetrics", "RevForecast", "RevRisk", "RevJournal"]
  ),
  (
    "RevPanes",
    [
      "RevBase", "RevModel", "RevIngest", "RevMetrics", "RevPresentation", "RevJournal",
      "TermCells",
    ]
  ),
  (
    "RevReport",
    ["RevBase", "RevModel", "RevIngest", "RevJournal", "RevMetrics", "RevPresentation"]
  ),
  (
    "RevRuntime",
    [
      "RevBase", "RevModel", "RevIngest", "RevImport", "RevMetrics", "RevPresentation", "RevPanes",
      "TermCells",
    ]
  ),
] as [(String, [String])] {
  package.targets.append(
    .testTarget(
      name: "\(name)Tests",
      dependencies: ([name, "RevTesting"] + more).map { .target(name: $0) }))
}
package.targets.append(
  .testTarget(name: "EndToEndTests", dependencies: ["RevTesting", "revtop"]))

// Programs that measure: `make bench`, `make evaluate`, `make bench-import`.
package.targets += [
  .executableTarget(
    name: "RevBench",
    dependencies: [
      "RevBase", "RevModel", "RevIngest", "RevMetrics", "RevForecast", "RevRisk",
      "RevPresentation", "RevPanes", "TermCells",
    ],
    path: "Benchmarks/RevBench"),
  .executableTarget(
    name: "RevEvaluate",
    dependencies: ["RevBase", "RevModel", "RevIngest", "RevSample", "RevMetrics", "RevForecast"],
    path: "Benchmarks/RevEvaluate"),
  .executableTarget(
    name: "ImportBench", dependencies: ["RevBase", "RevImport"], path: "Benchmarks/ImportBench"),
]

for target in package.targets where target.name != "CTerminal" {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
  ]
}

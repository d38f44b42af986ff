// swift-tools-version: 6.2
import PackageDescription

/// The mathematics of a fair award. Pure: no dependencies, no input or output; clocks, randomness and hashing are
/// parameters.
let package = Package(
    name: "AwardKit",
    products: [
        .library(name: "Assignment", targets: ["Assignment"]),
        .library(name: "Tally", targets: ["Tally"]),
    ],
    targets: [
        .target(name: "Assignment"),
        .target(name: "Tally"),
        .testTarget(name: "AssignmentTests", dependencies: ["Assignment"]),
        .testTarget(name: "TallyTests", dependencies: ["Tally"]),
    ],
    swiftLanguageModes: [.v6]
)

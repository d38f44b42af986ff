// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Sums over all votes or scores take a hundred times as long unoptimized, too long even for trying things
/// out. Generic code is made for its types only where a whole module is seen at once.
let optimized: [SwiftSetting] =
    strict + [
        .unsafeFlags(
            ["-O", "-disable-batch-mode", "-wmo", "-num-threads", "1"], .when(configuration: .debug))
    ]

/// The mathematics of a fair award. Pure: no dependencies, no input or output; clocks, randomness and
/// hashing are parameters.
let package = Package(
    name: "AwardKit",
    products: [
        .library(name: "Assignment", targets: ["Assignment"]),
        .library(name: "Calibration", targets: ["Calibration"]),
        .library(name: "OpinionMap", targets: ["OpinionMap"]),
        .library(name: "PairwiseRanking", targets: ["PairwiseRanking"]),
        .library(name: "Similarity", targets: ["Similarity"]),
        .library(name: "SplitMix", targets: ["SplitMix"]),
        .library(name: "Tally", targets: ["Tally"]),
    ],
    targets: [
        // Which juror reviews which application: an exact auction, then exchanges.
        .target(name: "Assignment", swiftSettings: optimized),
        // What the scores say when jurors are made comparable, and how sure that is: a hierarchical model.
        .target(name: "Calibration", dependencies: ["SplitMix"], swiftSettings: optimized),
        // Who votes alike, what each group agrees on and what all do.
        .target(name: "OpinionMap", dependencies: ["SplitMix"], swiftSettings: optimized),
        // Which item is preferred, from comparisons in pairs, and which pair to ask about next.
        .target(name: "PairwiseRanking", dependencies: ["SplitMix"], swiftSettings: optimized),
        // Which texts say much the same.
        .target(name: "Similarity", swiftSettings: optimized),
        // What the scores say as they are: means, medians, spreads and ranks, exactly.
        .target(name: "Tally", swiftSettings: strict),
        // Random numbers that are the same for the same seed.
        .target(name: "SplitMix", swiftSettings: optimized),
        .testTarget(
            name: "AssignmentTests", dependencies: ["Assignment", "SplitMix"], swiftSettings: strict),
        .testTarget(
            name: "CalibrationTests", dependencies: ["Calibration", "SplitMix"], swiftSettings: strict),
        .testTarget(
            name: "OpinionMapTests", dependencies: ["OpinionMap", "SplitMix"], swiftSettings: strict),
        .testTarget(
            name: "PairwiseRankingTests", dependencies: ["PairwiseRanking", "SplitMix"],
            swiftSettings: strict),
        .testTarget(
            name: "SimilarityTests", dependencies: ["Similarity", "SplitMix"], swiftSettings: strict),
        .testTarget(name: "TallyTests", dependencies: ["Tally", "SplitMix"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .unsafeFlags(
        ["-Xfrontend", "-warn-long-expression-type-checking=300"], .when(configuration: .debug)),
]

let package = Package(
    name: "laurel",
    products: [
        .executable(name: "laurel", targets: ["laurel"]),
        .executable(name: "laurel-load", targets: ["LoadGenerator"]),
    ],
    dependencies: [
        .package(path: "Packages/AwardKit"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0",
            traits: ["CommandLineArguments"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    ],
    targets: [
        // PostgreSQL's client library, from the system.
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        // XLSX files, written by libxlsxwriter from the system.
        .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        // Compression for the way to a browser, from the system.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        // QR codes, drawn by libqrencode from the system.
        .systemLibrary(name: "CQRCode", providers: [.apt(["libqrencode-dev"])]),
        // Non-variadic doors to libcurl, which sends the mail.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        // The stylesheet, the modules and the locales, embedded in the binary.
        .target(name: "CAssets", cSettings: [.unsafeFlags(["-std=c2x", "-Wno-c23-extensions"])]),
        // What any such server needs and no award knows: database, HTML, web, mail, files, languages, jobs,
        // audit.
        .target(
            name: "Platform",
            dependencies: [
                "CLibpq", "CXlsxWriter", "CCurl", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], swiftSettings: strict,
            // Plural rules and collation; Foundation links it for itself only.
            linkerSettings: [.linkedLibrary("_FoundationICU")]),
        // The product: the award, its people, its pages.
        .target(
            name: "App",
            dependencies: [
                "Platform", "CAssets", "CQRCode",
                .product(name: "Assignment", package: "AwardKit"),
                .product(name: "OpinionMap", package: "AwardKit"),
                .product(name: "PairwiseRanking", package: "AwardKit"),
                .product(name: "Similarity", package: "AwardKit"),
                .product(name: "Calibration", package: "AwardKit"),
                .product(name: "SplitMix", package: "AwardKit"),
                .product(name: "Tally", package: "AwardKit"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftCSV", package: "SwiftCSV"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Assets", "Locales"], swiftSettings: strict),
        // The command line.
        .executableTarget(
            name: "laurel",
            dependencies: [
                "App", "Platform",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Assignment", package: "AwardKit"),
                .product(name: "Calibration", package: "AwardKit"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "OpinionMap", package: "AwardKit"),
                .product(name: "PairwiseRanking", package: "AwardKit"),
            ], swiftSettings: strict),
        // Applicants by the hundred, who measure a server or see it killed: bin/bench and bin/kill-test.
        .executableTarget(
            name: "LoadGenerator",
            dependencies: [
                "Platform",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SplitMix", package: "AwardKit"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ], swiftSettings: strict),
        // What several test targets need: a database of one's own.
        .target(
            name: "TestSupport", dependencies: ["Platform"], path: "Tests/Support", swiftSettings: strict),
        .testTarget(
            name: "PlatformTests",
            dependencies: [
                "Platform", "TestSupport",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ], swiftSettings: strict),
        .testTarget(
            name: "AppTests",
            dependencies: [
                "App", "Platform", "TestSupport",
                .product(name: "Assignment", package: "AwardKit"),
                .product(name: "OpinionMap", package: "AwardKit"),
                .product(name: "SplitMix", package: "AwardKit"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], swiftSettings: strict),
        // The commands that work on files, as people run them.
        .testTarget(name: "CommandTests", dependencies: ["laurel"], swiftSettings: strict),
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

import Foundation
import Platform

@testable import App

/// The corpus of the repository and the demonstration made of it, composed once for all tests.
enum DemonstrationCorpus {
    static let directory: URL = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Demo/corpus")
    static let today: CalendarDate = CalendarDate("2026-11-22")!
    static let corpus: Result<Corpus, any Error> = Result { try Corpus(directory: directory) }
    static let composed: Result<Demonstration, any Error> = corpus.map { composer($0).demonstration() }

    static func composer(_ corpus: Corpus, seed: UInt64 = 2021) -> CorpusComposer {
        CorpusComposer(corpus: corpus, seed: seed, today: today)
    }
}

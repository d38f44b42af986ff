import Foundation
import Testing

@testable import App

/// The scores give real statistics something to show, and the comments fit the scores.
struct DemonstrationReviewTests {
    let composer: CorpusComposer
    let season: DemonstrationSeason

    init() throws {
        composer = DemonstrationCorpus.composer(try DemonstrationCorpus.corpus.get())
        season = try DemonstrationCorpus.composed.get().finished
    }

    private var admitted: [DemonstrationApplication] {
        season.applications.filter { $0.screening == .admitted }
    }

    private func mean(_ review: DemonstrationReview) -> Double {
        Double(review.scores.reduce(0, +)) / Double(review.scores.count)
    }

    @Test func aReviewDependsOnNothingButItsPair() throws {
        let application: DemonstrationApplication = try #require(admitted.first)
        let juror: DemonstrationJuror = try #require(season.jurors.first)
        let review = composer.review(of: application, by: juror, in: .finished)
        _ = composer.review(of: admitted[1], by: juror, in: .finished)
        #expect(composer.review(of: application, by: juror, in: .finished) == review)
        #expect(review.scores.count == DemonstrationCriterion.allCases.count)
        #expect(review.scores.allSatisfy { (0...10).contains($0) })
        #expect(!review.comment.isEmpty)
    }

    @Test func severeJurorsGiveLess() throws {
        let lenient = try #require(season.jurors.max { $0.leniency < $1.leniency })
        let severe = try #require(season.jurors.min { $0.leniency < $1.leniency })
        func average(_ juror: DemonstrationJuror) -> Double {
            let means: [Double] = admitted.map { mean(composer.review(of: $0, by: juror, in: .finished)) }
            return means.reduce(0, +) / Double(means.count)
        }
        #expect(average(lenient) - average(severe) > 1.5)
    }

    @Test func betterProjectsGetMore() throws {
        let juror = try #require(season.jurors.min { abs($0.leniency) < abs($1.leniency) })
        let ranked = admitted.sorted {
            $0.quality.byCriterion.reduce(0, +) < $1.quality.byCriterion.reduce(0, +)
        }
        func average(_ applications: some Collection<DemonstrationApplication>) -> Double {
            let means: [Double] = applications.map { mean(composer.review(of: $0, by: juror, in: .finished)) }
            return means.reduce(0, +) / Double(means.count)
        }
        #expect(average(ranked.suffix(54)) - average(ranked.prefix(54)) > 2)
    }

    @Test func commentsAreInALanguageThatTheJurorKnows() {
        for juror in season.jurors {
            for application in admitted.prefix(40) {
                let review = composer.review(of: application, by: juror, in: .finished)
                #expect(juror.reads(review.commentLanguage))
            }
        }
    }

    @Test func everyDecisionHasWords() {
        for application in season.applications {
            if case .rejected(let flaw) = application.screening {
                #expect(!composer.screeningNote(on: flaw, to: application).isEmpty)
            }
            #expect(!composer.correctionRequest(to: application).isEmpty)
            #expect(!composer.reason(forLaureate: application, place: 3).isEmpty)
        }
    }
}

import Platform

/// What jurors are asked beside the marks.
struct SeasonScoring: Equatable, Sendable {
    /// In how many steps jurors say how sure they are of their marks.
    var confidence = ConfidenceScale.none
    /// Which marks have to be explained to the applicant.
    var comments = CommentDuty.never
    /// How many characters such an explanation has at least.
    var leastComment = 1
    /// Whether jurors of an application may discuss it once their reviews are in.
    var discussion = JurorDiscussion.none
}

enum ConfidenceScale: String, CaseIterable, DocumentScalar {
    case none, three, five
}

enum JurorDiscussion: String, CaseIterable, DocumentScalar {
    case none
    /// As the first, second, third reviewer.
    case anonymous
    /// By their names.
    case named
}

enum CommentDuty: String, CaseIterable, DocumentScalar {
    case never
    /// With every review.
    case always
    /// With the lowest and the highest mark of the scale.
    case extremes
}

extension SeasonScoring: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        let usual = SeasonScoring()
        part.value("confidence", &confidence, default: usual.confidence)
        part.value("comments", &comments, default: usual.comments)
        part.value("least-comment", &leastComment, default: usual.leastComment)
        part.value("discussion", &discussion, default: usual.discussion)
    }
}

extension SeasonRules {
    func checkScoring() {
        checkRange(document.jury.scoring.leastComment, 1...1_000, at: "jury/scoring/least-comment")
    }
}

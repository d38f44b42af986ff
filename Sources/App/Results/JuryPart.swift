internal import Calibration
internal import Platform

/// A part of the jury that reviews connect, and why it may not be calibrated.
struct JuryPart: Sendable, Equatable {
    enum Lack: Sendable, Equatable {
        case jurors(needed: Int)
        case applications(needed: Int)
        case spareScores(has: Int, needed: Int)
        /// Every score is the same.
        case difference
    }

    let applications: Int
    let jurors: Int
    let scores: Int
    let lacks: [Lack]

    var isCalibrated: Bool { lacks.isEmpty }

    init(_ component: Component) {
        applications = component.applications.count
        jurors = component.jurors.count
        scores = component.scoreCount
        lacks = component.lacks.map { lack in
            switch lack {
            case .jurors(let needed): .jurors(needed: needed)
            case .applications(let needed): .applications(needed: needed)
            case .spareScores(let has, let needed): .spareScores(has: has, needed: needed)
            case .difference: .difference
            }
        }
    }
}

extension JuryPart {
    var json: JSON {
        [
            "applications": .integer(Int64(applications)), "jurors": .integer(Int64(jurors)),
            "scores": .integer(Int64(scores)), "lacks": .array(lacks.map(\.json)),
        ]
    }

    init(_ json: JSON) {
        let number: (String) -> Int = { json[$0]?.int ?? 0 }
        applications = number("applications")
        jurors = number("jurors")
        scores = number("scores")
        lacks = (json["lacks"]?.list ?? []).compactMap(Lack.init)
    }
}

extension JuryPart.Lack {
    fileprivate var json: JSON {
        switch self {
        case .jurors(let needed): ["of": "jurors", "needed": .integer(Int64(needed))]
        case .applications(let needed): ["of": "applications", "needed": .integer(Int64(needed))]
        case .spareScores(let has, let needed):
            ["of": "spare-scores", "has": .integer(Int64(has)), "needed": .integer(Int64(needed))]
        case .difference: ["of": "difference"]
        }
    }

    fileprivate init?(_ json: JSON) {
        let number: (String) -> Int = { json[$0]?.int ?? 0 }
        switch json["of"]?.text {
        case "jurors": self = .jurors(needed: number("needed"))
        case "applications": self = .applications(needed: number("needed"))
        case "spare-scores": self = .spareScores(has: number("has"), needed: number("needed"))
        case "difference": self = .difference
        default: return nil
        }
    }
}

import Foundation
import Platform

extension SeasonRules {
    func checkStages() {
        let intakes = document.stages.filter { $0.kind == .intake }
        if intakes.isEmpty, reading.isSound("stages") {
            find("season.check.no-stage", at: "stages", ["kind": .text(StageKind.intake.rawValue)])
        }
        checkOneNotation()
        for stage in document.stages {
            let path = "stages/\(stage.key)"
            checkRange(stage.graceMinutes, 0...2_880, at: path + "/grace-minutes")
            checkEnd(stage, at: path)
            checkAmendments(stage, at: path)
        }
        checkOrder()
    }

    /// Times that are counted from loading and times that are not cannot be compared with each other.
    private func checkOneNotation() {
        let moments = document.stages.flatMap(\.moments)
        guard let first = moments.first,
            let other = moments.first(where: { $0.isRelative != first.isRelative })
        else { return }
        for stage in document.stages where stage.moments.contains(other) {
            return find("season.check.mixed-times", at: "stages/\(stage.key)")
        }
    }

    private func checkEnd(_ stage: SeasonStage, at path: String) {
        if stage.kind.isAnnouncement {
            if stage.closes != nil { find("season.check.announcement-ends", at: path + "/closes") }
        } else if let closes = stage.closes {
            if reading.isSound(path + "/opens"), isBefore(stage.opens, closes) == false {
                find("season.check.end-before-start", at: path + "/closes")
            }
        } else if reading.isSound(path) {
            find("season.check.missing", at: path + "/closes", ["key": "closes"])
        }
    }

    private func checkAmendments(_ stage: SeasonStage, at path: String) {
        var last = stage.closes
        for (index, amendment) in stage.amendments.enumerated() {
            let place = path + "/amendments/\(index + 1)"
            guard reading.isSound(place), reading.isSound(path + "/closes"), let before = last else {
                continue
            }
            last = amendment.closes
            if isBefore(before, amendment.closes) == false {
                find("season.check.amendment-shortens", at: place + "/closes")
            } else if isBefore(amendment.made, amendment.closes) == false {
                find("season.check.amendment-late", at: place + "/made")
            }
        }
    }

    /// Nothing ends before applications are taken, and finalists are announced before laureates.
    private func checkOrder() {
        guard let intake = document.stages.first(where: { $0.kind == .intake }) else { return }
        for stage in document.stages where stage.kind != .intake && reading.isSound("stages/\(stage.key)") {
            guard reading.isSound("stages/\(intake.key)"), isBefore(stage.end, intake.opens) == true else {
                continue
            }
            find("season.check.before-intake", at: "stages/\(stage.key)")
        }
        let finalists = document.stages.first { $0.kind == .announcementOfFinalists }
        let laureates = document.stages.first { $0.kind == .announcementOfLaureates }
        guard let finalists, let laureates, reading.isSound("stages/\(laureates.key)") else { return }
        if reading.isSound("stages/\(finalists.key)"), isBefore(laureates.opens, finalists.opens) == true {
            find("season.check.laureates-first", at: "stages/\(laureates.key)/opens")
        }
    }

    /// Nothing where the two cannot be compared.
    private func isBefore(_ left: SeasonMoment, _ right: SeasonMoment) -> Bool? {
        guard left.isRelative == right.isRelative else { return nil }
        let loading = Instant(milliseconds: 0)
        let leftTime = left.instant(loadedAt: loading, in: document.timeZone)
        return leftTime < right.instant(loadedAt: loading, in: document.timeZone)
    }
}

extension SeasonStage {
    fileprivate var moments: [SeasonMoment] {
        [opens] + (closes.map { [$0] } ?? []) + amendments.flatMap { [$0.made, $0.closes] }
    }

    fileprivate var end: SeasonMoment {
        amendments.last?.closes ?? closes ?? opens
    }
}

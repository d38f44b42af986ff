internal import Platform

/// What the things of screening are called.
enum ScreeningWords {
    static func shelf(_ shelf: ApplicationFilter.Shelf, _ reader: Reader) -> String {
        switch shelf {
        case .all: reader("screening.shelf.all")
        case .draft: reader("screening.shelf.draft")
        case .toScreen: reader("screening.shelf.to-screen")
        case .waiting: reader("screening.shelf.waiting")
        case .withdrawn: reader("screening.shelf.withdrawn")
        case .admitted: reader("screening.shelf.admitted")
        case .rejected: reader("screening.shelf.rejected")
        case .finalist: reader("screening.shelf.finalist")
        case .laureate: reader("screening.shelf.laureate")
        }
    }

    static func state(_ state: Application.State, isWaiting: Bool, _ reader: Reader) -> HTML {
        switch state {
        case .submitted where isWaiting: Notices.badge(reader("screening.state.waiting"), .waiting)
        case .submitted: Notices.badge(reader("screening.state.to-screen"), .active)
        case .draft: Notices.badge(reader("screening.state.draft"))
        case .withdrawn: Notices.badge(reader("screening.state.withdrawn"))
        case .admitted: Notices.badge(reader("screening.state.admitted"), .positive)
        case .rejected: Notices.badge(reader("screening.state.rejected"), .negative)
        case .finalist: Notices.badge(reader("screening.state.finalist"), .positive)
        case .laureate: Notices.badge(reader("screening.state.laureate"), .positive)
        }
    }

    static func event(_ event: ScreeningEvent, in season: Season, _ reader: Reader) -> String {
        switch event.kind {
        case .submitted: return reader("screening.event.submitted", ["number": .number(event.number)])
        case .withdrawn: return reader("screening.event.withdrawn")
        case .extended: return reader("screening.event.extended")
        case .admitted: return reader("screening.event.admitted")
        case .rejected:
            return reader(
                "screening.event.rejected", ["reason": .text(reason(event.key, in: season, reader))])
        case .undone: return reader("screening.event.undone")
        case .asked: return reader("screening.event.asked")
        case .questionEnded: return reader("screening.event.question-ended")
        case .proposed:
            let nomination = season.nominationTitle(event.key, reader)
            return reader("screening.event.proposed", ["nomination": .text(nomination)])
        case .accepted: return reader("screening.event.accepted")
        case .declined: return reader("screening.event.declined")
        case .proposalEnded: return reader("screening.event.proposal-ended")
        }
    }

    static func doubt(_ doubt: BulkAdmission.Doubt, _ count: Int, _ reader: Reader) -> String {
        let words: [String: MessageValue] = ["count": .number(count)]
        switch doubt {
        case .incomplete: return reader("screening.bulk.incomplete", words)
        case .ineligible: return reader("screening.bulk.ineligible", words)
        case .duplicate: return reader("screening.bulk.duplicate", words)
        }
    }

    /// The title of a reason; its key where the rules no longer have it.
    static func reason(_ key: String, in season: Season, _ reader: Reader) -> String {
        let reason = season.rules.screening.reasons.first { $0.key == key }
        return reason.map { reader.pick($0.title) } ?? key
    }

    static func title(_ title: String, _ reader: Reader) -> String {
        title.isEmpty ? reader("screening.untitled") : title
    }

    static func percent(_ percent: Int, _ reader: Reader) -> String {
        reader.percent(Double(percent) / 100, digits: 0)
    }
}

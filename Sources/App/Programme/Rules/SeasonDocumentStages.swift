import Foundation
import Platform

/// An interval of the season in which something may be done. Stages are independent and may overlap.
struct SeasonStage: Equatable, Sendable {
    var key = ""
    var kind = StageKind.intake
    var title = LocalizedText([:])
    var opens = SeasonMoment.instant(Instant(milliseconds: 0))
    /// As first announced; nothing for announcements, which are a moment.
    var closes: SeasonMoment?
    /// How many minutes after the end are still accepted, for those whose connection is bad.
    var graceMinutes = 0
    var amendments: [StageAmendment] = []
}

enum StageKind: String, CaseIterable, DocumentScalar {
    case intake, screening, jury, vote, directorate
    case announcementOfFinalists = "announcement-of-finalists"
    case announcementOfLaureates = "announcement-of-laureates"

    var isAnnouncement: Bool {
        self == .announcementOfFinalists || self == .announcementOfLaureates
    }
}

/// A later end than was announced, and why. What was announced stays on record.
struct StageAmendment: Equatable, Sendable {
    var made = SeasonMoment.instant(Instant(milliseconds: 0))
    var closes = SeasonMoment.instant(Instant(milliseconds: 0))
    var reason = LocalizedText([:])
}

extension SeasonStage: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.value("kind", &kind)
        part.text("title", &title)
        part.value("opens", &opens)
        part.value("closes", &closes)
        part.value("grace-minutes", &graceMinutes, default: 0)
        part.records("amendments", &amendments)
    }
}

extension StageAmendment: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("made", &made)
        part.value("closes", &closes)
        part.text("reason", &reason)
    }
}

/// A stage in real time.
struct StageInterval: Equatable, Sendable {
    var opens: Instant
    /// The end that counts: the last amendment's, or the one first announced.
    var closes: Instant?
    var graceMinutes: Int

    func isOpen(at now: Instant) -> Bool {
        now >= opens && closes.map { now < $0 } ?? true
    }

    /// Whether something that was begun in time may still arrive.
    func accepts(at now: Instant) -> Bool {
        now >= opens && closes.map { now < $0 + .seconds(graceMinutes * 60) } ?? true
    }
}

extension SeasonStage {
    func interval(loadedAt loading: Instant, in zone: TimeZone) -> StageInterval {
        let end = amendments.last?.closes ?? closes
        return StageInterval(
            opens: opens.instant(loadedAt: loading, in: zone),
            closes: end?.instant(loadedAt: loading, in: zone), graceMinutes: graceMinutes)
    }
}

extension SeasonDocument {
    /// The same rules with every time fixed, as they are applied: local times become instants, and what is
    /// counted from loading is counted from now.
    func resolved(loadedAt loading: Instant) -> SeasonDocument {
        let clock = LoadingClock(loading: loading, zone: timeZone)
        var resolved = self
        resolved.stages = stages.map { $0.resolved(clock) }
        resolved.eligibility = eligibility.resolved(clock)
        resolved.jury.assignment = jury.assignment.resolved(clock)
        for index in nominations.indices {
            resolved.nominations[index].eligibility = nominations[index].eligibility.resolved(clock)
        }
        for index in prizes.indices {
            resolved.prizes[index].eligibility = prizes[index].eligibility.resolved(clock)
        }
        return resolved
    }
}

/// What relative and local times are counted by.
struct LoadingClock {
    let loading: Instant
    let zone: TimeZone

    func callAsFunction(_ moment: SeasonMoment) -> SeasonMoment {
        .instant(moment.instant(loadedAt: loading, in: zone))
    }

    func callAsFunction(_ day: SeasonDay) -> SeasonDay {
        .date(day.date(loadedOn: loading.day(in: zone)))
    }
}

extension SeasonStage {
    fileprivate func resolved(_ clock: LoadingClock) -> SeasonStage {
        var resolved = self
        resolved.opens = clock(opens)
        resolved.closes = closes.map { clock($0) }
        for index in amendments.indices {
            resolved.amendments[index].made = clock(amendments[index].made)
            resolved.amendments[index].closes = clock(amendments[index].closes)
        }
        return resolved
    }
}

extension EligibilityRule {
    fileprivate func resolved(_ clock: LoadingClock) -> EligibilityRule {
        var resolved = self
        resolved.foundedBefore = foundedBefore.map { clock($0) }
        return resolved
    }
}

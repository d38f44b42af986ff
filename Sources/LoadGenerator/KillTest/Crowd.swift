import NIOCore

/// People who submit one version after another while the server is killed under them.
struct Crowd: Sendable {
    let season: String
    let target: Target
    let loop: any EventLoop
    let losses = Losses()
    let ledger = Ledger()
    let strays = Strays()
    private let numbers = Numbers()
    /// Versions that an applicant submits before somebody new takes the place.
    private static let versions = 8

    init(season: String, target: Target, loop: any EventLoop) {
        self.season = season
        self.target = target
        self.loop = loop
    }

    /// One place among them.
    func submitUntilCancelled(_ codes: CodeSource) async {
        while !Task.isCancelled {
            let applicant = Applicant(
                number: numbers.next(), season: season, target: target, loop: loop, codes: codes,
                losses: losses)
            do {
                try await submitAll(applicant)
            } catch {
                // A kill may take the answer to a code that is used up by then: they begin anew.
                if !Task.isCancelled { strays.add("\(error)") }
            }
            await applicant.visitor.close()
        }
    }

    private func submitAll(_ applicant: Applicant) async throws {
        try await applicant.signIn()
        try await applicant.start()
        for version in 1...Self.versions {
            let acknowledgement = try await applicant.submit(version: version)
            ledger.add(acknowledgement)
            try await applicant.visitor.open(acknowledgement.confirmation)
        }
    }
}

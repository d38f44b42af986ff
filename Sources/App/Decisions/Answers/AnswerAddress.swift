/// The addresses of what the directorate does with ideas.
struct AnswerAddress: Sendable {
    private let season: String
    private let directorate: String

    init(_ season: Season) {
        self.init(season: season.key)
    }

    init(season key: String) {
        season = Season.path(key)
        directorate = season + "/directorate"
    }

    /// Every idea, to be studied.
    var board: String { directorate + "/ideas" }
    var export: String { board + "/export" }
    var triage: String { board + "/triage" }
    func idea(_ publicID: String) -> String { board + "/" + publicID }
    func ideaTriage(_ publicID: String) -> String { idea(publicID) + "/triage" }
    func questions(_ publicID: String) -> String { idea(publicID) + "/questions" }
    func questionEnd(_ idea: String) -> String { questions(idea) + "/end" }
    func drafts(_ idea: String) -> String { self.idea(idea) + "/answers" }

    func answer(_ publicID: String) -> String { directorate + "/answers/" + publicID }
    func gathering(_ publicID: String) -> String { answer(publicID) + "/ideas" }
    func publication(_ publicID: String) -> String { answer(publicID) + "/publication" }
    func reopening(_ publicID: String) -> String { answer(publicID) + "/reopening" }

    var meetings: String { directorate + "/meetings" }
    func meeting(_ publicID: String) -> String { meetings + "/" + publicID }
    func attendance(_ meeting: String) -> String { self.meeting(meeting) + "/attendance" }
    func agenda(_ meeting: String) -> String { self.meeting(meeting) + "/agenda" }
    func minutes(_ meeting: String) -> String { self.meeting(meeting) + "/minutes" }
    func closing(_ meeting: String) -> String { self.meeting(meeting) + "/closing" }
    func voice(_ meeting: String, on answer: String) -> String { agenda(meeting) + "/\(answer)/voice" }
    func adoption(_ meeting: String, of answer: String) -> String { agenda(meeting) + "/\(answer)/adoption" }

    /// What was promised and must be done, for those who see to it.
    var actions: String { season + "/actions" }
    func action(_ publicID: String) -> String { actions + "/" + publicID }

    /// What everybody reads: "You proposed, we did".
    var promises: String { season + "/promises" }
    func promise(_ answer: String) -> String { promises + "/" + answer }
    /// Where an author makes something clear.
    func clarification(session: String, idea: String) -> String {
        season + "/sessions/\(session)/ideas/\(idea)/clarification"
    }
}

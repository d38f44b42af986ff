/// Finds out how many reviews can be assigned, whatever they cost.
///
/// Each application takes the candidates with most room first; then chains of exchanges are searched, along
/// which one application more is served (Ford and Fulkerson 1956).
struct MaximumAssignment {
    private let problem: AssignmentProblem
    private var isChosen: [Bool]
    private var room: [Int]
    /// The chosen candidates of each juror, in a part of its own.
    private var chosen: [Int32]
    private let chosenStarts: [Int]
    private var lacking: [Int]
    /// In the present search: through which candidate each juror was reached, and through which chosen one
    /// each application.
    private var cameToJuror: [Int32]
    private var cameToApplication: [Int32]
    /// Applications from which no chain leads to a free place, now or later.
    private var isHopeless: [Bool]

    private static let nowhere: Int32 = -1

    /// How many reviews are lacking even so.
    static func lacking(in problem: AssignmentProblem) -> Int {
        var assignment = MaximumAssignment(problem)
        for application in problem.openDemand.indices { assignment.serveDirectly(application) }
        for application in problem.openDemand.indices {
            while assignment.lacking[application] > 0, assignment.serveByChain(application) {}
        }
        return assignment.lacking.reduce(0, +)
    }

    private init(_ problem: AssignmentProblem) {
        var chosenStarts: [Int] = []
        var places = 0
        for count in problem.openCapacity {
            chosenStarts.append(places)
            places += count
        }
        self.problem = problem
        self.chosenStarts = chosenStarts
        isChosen = Array(repeating: false, count: problem.table.count)
        room = problem.openCapacity
        chosen = Array(repeating: Self.nowhere, count: places)
        lacking = problem.openDemand
        cameToJuror = Array(repeating: Self.nowhere, count: problem.openCapacity.count)
        cameToApplication = Array(repeating: Self.nowhere, count: problem.openDemand.count)
        isHopeless = Array(repeating: false, count: problem.openDemand.count)
    }

    private mutating func serveDirectly(_ application: Int) {
        while lacking[application] > 0 {
            var best: Int?
            var mostRoom = 0
            for index in problem.table.row(of: application) where problem.isOpen[index] && !isChosen[index] {
                let here: Int = room[Int(problem.table.jurors[index])]
                if here > mostRoom { (best, mostRoom) = (index, here) }
            }
            guard let best else { return }
            choose(best)
            lacking[application] -= 1
        }
    }

    private mutating func choose(_ index: Int) {
        let juror = Int(problem.table.jurors[index])
        let taken: Int = problem.openCapacity[juror] - room[juror]
        isChosen[index] = true
        chosen[chosenStarts[juror] + taken] = Int32(index)
        room[juror] -= 1
    }

    private func chosenPart(of juror: Int) -> Range<Int> {
        let start: Int = chosenStarts[juror]
        return start..<start + problem.openCapacity[juror] - room[juror]
    }

    /// Searches breadth first; where there is no chain, nothing that was reached can ever lead to one.
    private mutating func serveByChain(_ application: Int) -> Bool {
        var queue: [Int] = [application]
        var reached: [Int] = []
        var next = 0
        var last: Int?
        while next < queue.count, last == nil {
            last = explore(from: queue[next], start: application, queue: &queue, reached: &reached)
            next += 1
        }
        if let last { exchange(along: last, from: application) }
        for juror in reached { cameToJuror[juror] = Self.nowhere }
        for server in queue {
            cameToApplication[server] = Self.nowhere
            if last == nil { isHopeless[server] = true }
        }
        if last != nil { lacking[application] -= 1 }
        return last != nil
    }

    /// Goes on from an application to all jurors it might have; gives the candidate that leads to a free
    /// place.
    private mutating func explore(
        from server: Int, start: Int, queue: inout [Int], reached: inout [Int]
    ) -> Int? {
        if isHopeless[server] { return nil }
        for index in problem.table.row(of: server) where problem.isOpen[index] && !isChosen[index] {
            let juror = Int(problem.table.jurors[index])
            if cameToJuror[juror] != Self.nowhere { continue }
            cameToJuror[juror] = Int32(index)
            reached.append(juror)
            if room[juror] > 0 { return index }
            for held in chosenPart(of: juror) {
                let holder = Int(problem.table.applications[Int(chosen[held])])
                if holder == start || cameToApplication[holder] != Self.nowhere { continue }
                cameToApplication[holder] = chosen[held]
                queue.append(holder)
            }
        }
        return nil
    }

    /// Walks the chain back: each application on it takes the juror reached and gives up the one before.
    private mutating func exchange(along last: Int, from application: Int) {
        var taken: Int = last
        choose(taken)
        while Int(problem.table.applications[taken]) != application {
            let server = Int(problem.table.applications[taken])
            let given: Int32 = cameToApplication[server]
            let juror = Int(problem.table.jurors[Int(given)])
            taken = Int(cameToJuror[juror])
            isChosen[Int(given)] = false
            isChosen[taken] = true
            for held in chosenPart(of: juror) where chosen[held] == given { chosen[held] = Int32(taken) }
        }
    }
}

/// Solves the minimum-cost flow problem exactly by the primal network simplex method.
///
/// Every node sends its supply to the root. Arcs outside the spanning tree carry nothing or are full; in a
/// pivot the arc that promises a saving enters the tree, flow is pushed around the cycle it closes, and an
/// arc that blocks more of it leaves. The tree stays *strongly feasible*: every node could send some more
/// flow up to the root. Choosing the leaving arc so that this is kept (Cunningham 1976) rules out endless
/// pivoting, whatever arcs enter. No clock and no randomness take part: the same network gives the same flow.
///
/// Source: Ahuja, Magnanti and Orlin, *Network Flows* (1993), chapter 11; pricing by blocks as in Király and
/// Kovács, *Efficient implementations of minimum-cost flow algorithms* (2012).
struct NetworkSimplex {
    /// What a node sends to the root, and the arc from it to the root that carries it at first.
    struct Supply {
        let amount: Int
        /// Has room for more than the amount.
        let arc: Int
    }

    private var arcs: [Arc]
    private var tree: SpanningTree
    private let blockSize: Int
    private var blockStart = 0

    /// Begins with the flow in which every node sends its supply through its own arc to the root, which is
    /// the node after those with a supply.
    init(arcs: [Arc], supplies: [Supply]) {
        let root: Int = supplies.count
        self.arcs = arcs
        tree = SpanningTree(nodeCount: root + 1, root: root)
        blockSize = max(32, Int(Double(arcs.count).squareRoot() / 2))
        for (node, supply) in supplies.enumerated() {
            let room: Int = arcs[supply.arc].capacity - supply.amount
            let link = SpanningTree.Link(arc: supply.arc, roomUp: room, roomDown: supply.amount)
            tree.attach(node, under: root, by: link)
            tree.refreshBranch(of: node, arcs: arcs)
            self.arcs[supply.arc].place = .inTree
        }
    }

    mutating func solve() {
        while let entering = nextEnteringArc() {
            pivot(entering)
        }
    }

    /// The flow on every arc: the primal solution.
    var flows: [Int] {
        var flows: [Int] = arcs.map { $0.place == .full ? $0.capacity : 0 }
        for node in tree.nodes.indices where node != tree.root {
            flows[tree.nodes[node].link.arc] = flowToParent(of: node)
        }
        return flows
    }

    /// What one more unit of supply at every node would cost: the dual solution.
    var costsToRoot: [Int] { tree.costToRoot }

    /// The arc with the greatest saving in the next block of arcs that has any; nil where no block has.
    private mutating func nextEnteringArc() -> Int? {
        var priced = 0
        while priced < arcs.count {
            let block: Range<Int> = blockStart..<min(blockStart + blockSize, arcs.count)
            blockStart = block.upperBound == arcs.count ? 0 : block.upperBound
            priced += block.count
            if let arc = arcOfGreatestSaving(in: block) { return arc }
        }
        return nil
    }

    private func arcOfGreatestSaving(in block: Range<Int>) -> Int? {
        var best: Int?
        var greatestSaving = 0
        for index in block {
            let arc: Arc = arcs[index]
            let detour: Int = arc.cost + tree.costToRoot[arc.target]
            let saving: Int = Int(arc.place.rawValue) * (tree.costToRoot[arc.source] - detour)
            if saving > greatestSaving {
                greatestSaving = saving
                best = index
            }
        }
        return best
    }

    /// Pushes what fits around the cycle that an arc closes with the tree, then exchanges it for a blocking
    /// arc.
    private mutating func pivot(_ entering: Int) {
        let arc: Arc = arcs[entering]
        let isFilling: Bool = arc.place == .empty
        let tail: Int = isFilling ? arc.source : arc.target
        let head: Int = isFilling ? arc.target : arc.source
        let cycle = tree.cycle(from: tail, to: head, roomBetween: arc.capacity)
        if cycle.room > 0 {
            tree.push(cycle.room, from: head, upTo: cycle.apex)
            tree.push(-cycle.room, from: tail, upTo: cycle.apex)
        }
        guard let blocking = cycle.blocking else {
            arcs[entering].place = isFilling ? .full : .empty
            return
        }
        arcs[tree.nodes[blocking.node].link.arc].place = flowToParent(of: blocking.node) == 0 ? .empty : .full
        arcs[entering].place = .inTree
        let fromTail = SpanningTree.Link(
            arc: entering, roomUp: arc.capacity - cycle.room, roomDown: cycle.room)
        if blocking.isOnTailSide {
            tree.moveBranch(of: blocking.node, turnedTo: tail, under: head, by: fromTail, arcs: arcs)
        } else {
            let fromHead: SpanningTree.Link = fromTail.seenFromTheOtherEnd
            tree.moveBranch(of: blocking.node, turnedTo: head, under: tail, by: fromHead, arcs: arcs)
        }
    }

    /// The flow on the arc between a node and its parent, in the arc's own direction.
    private func flowToParent(of node: Int) -> Int {
        let link: SpanningTree.Link = tree.nodes[node].link
        return arcs[link.arc].source == node ? link.roomDown : link.roomUp
    }
}

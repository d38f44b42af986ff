import Testing

@testable import Assignment

/// The rules by which the method is certain to end, which the right answer alone would not show.
struct SpanningTreeTests {
    /// Nodes 0 and 1 hang from 2, which hangs from the root 3; every arc points up.
    private func tree(roomUp: [Int], roomDown: [Int]) -> SpanningTree {
        var tree = SpanningTree(nodeCount: 4, root: 3)
        for (node, parent) in [(2, 3), (0, 2), (1, 2)] {
            let link = SpanningTree.Link(arc: node, roomUp: roomUp[node], roomDown: roomDown[node])
            tree.attach(node, under: parent, by: link)
            tree.refreshBranch(of: node, arcs: arcs)
        }
        return tree
    }

    private let arcs = [
        Arc(source: 0, target: 2, capacity: 9, cost: 1), Arc(source: 1, target: 2, capacity: 9, cost: 2),
        Arc(source: 2, target: 3, capacity: 9, cost: 10),
    ]

    @Test func sumsCostsToTheRoot() {
        #expect(tree(roomUp: [1, 1, 1], roomDown: [0, 0, 0]).costToRoot == [11, 12, 10, 0])
    }

    @Test func namesTheLastOfEqualBlockersOnTheWayAroundFromTheApex() {
        let tree = tree(roomUp: [5, 5, 5], roomDown: [5, 5, 5])
        let cycle = tree.cycle(from: 0, to: 1, roomBetween: 5)
        #expect(cycle.apex == 2)
        #expect(cycle.room == 5)
        #expect(cycle.blocking?.node == 1)
        #expect(
            tree.cycle(from: 3, to: 1, roomBetween: 5).blocking?.node == 2, "the uppermost on the head's side"
        )
        #expect(
            tree.cycle(from: 0, to: 3, roomBetween: 6).blocking?.node == 0, "the lowest on the tail's side")
        #expect(
            tree.cycle(from: 0, to: 3, roomBetween: 5).blocking == nil,
            "the closing arc before the tail's side")
    }

    @Test func turnsABranchUpsideDown() {
        var tree = tree(roomUp: [3, 4, 5], roomDown: [6, 7, 8])
        let closing = Arc(source: 1, target: 3, capacity: 1, cost: 4)
        let link = SpanningTree.Link(arc: 3, roomUp: 1, roomDown: 0)
        tree.moveBranch(of: 2, turnedTo: 1, under: 3, by: link, arcs: arcs + [closing])
        #expect(tree.nodes.map(\.parent) == [2, 3, 1, SpanningTree.none])
        #expect(tree.nodes.map(\.depth) == [3, 1, 2, 0])
        #expect(tree.nodes[2].link.roomUp == 7, "the arc from 1 to 2 is now seen from 2")
        #expect(tree.costToRoot == [3, 4, 2, 0])
    }
}

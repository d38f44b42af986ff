/// The basis of the network simplex method: a tree of arcs that hangs from the root and reaches every node.
///
/// A node knows its parent and its children (a doubly linked list of siblings), so that a branch is moved and
/// walked in time proportional to its size and without a stack.
struct SpanningTree {
    /// The arc between a node and its parent, seen from the node.
    struct Link {
        var arc: Int
        /// How much more can flow to the parent.
        var roomUp: Int
        /// How much more can flow from the parent.
        var roomDown: Int

        var seenFromTheOtherEnd: Link { Link(arc: arc, roomUp: roomDown, roomDown: roomUp) }
    }

    struct Node {
        var parent = SpanningTree.none
        var firstChild = SpanningTree.none
        var nextSibling = SpanningTree.none
        var previousSibling = SpanningTree.none
        var depth = 0
        var link = Link(arc: SpanningTree.none, roomUp: 0, roomDown: 0)
    }

    /// Stands for a node or an arc that does not exist.
    static let none = -1

    let root: Int
    private(set) var nodes: [Node]
    /// What a further unit of flow from each node to the root costs along the tree.
    private(set) var costToRoot: [Int]

    /// A root without children and nodes that are not attached yet.
    init(nodeCount: Int, root: Int) {
        self.root = root
        nodes = Array(repeating: Node(), count: nodeCount)
        costToRoot = Array(repeating: 0, count: nodeCount)
    }

    /// Sends flow from a node up to one of its ancestors; a negative amount sends it down.
    mutating func push(_ amount: Int, from node: Int, upTo ancestor: Int) {
        var node = node
        while node != ancestor {
            nodes[node].link.roomUp -= amount
            nodes[node].link.roomDown += amount
            node = nodes[node].parent
        }
    }

    /// Cuts the branch below `top` off its parent, turns it so that `newTop` is uppermost and hangs it
    /// elsewhere.
    mutating func moveBranch(
        of top: Int, turnedTo newTop: Int, under newParent: Int, by newLink: Link, arcs: [Arc]
    ) {
        var node = newTop
        var parent = newParent
        var link = newLink
        var isTurned = false
        while !isTurned {
            let formerParent: Int = nodes[node].parent
            let formerLink: Link = nodes[node].link
            detach(node)
            attach(node, under: parent, by: link)
            isTurned = node == top
            parent = node
            link = formerLink.seenFromTheOtherEnd
            node = formerParent
        }
        refreshBranch(of: newTop, arcs: arcs)
    }

    mutating func attach(_ node: Int, under parent: Int, by link: Link) {
        let sibling: Int = nodes[parent].firstChild
        if sibling != Self.none { nodes[sibling].previousSibling = node }
        nodes[node].nextSibling = sibling
        nodes[node].previousSibling = Self.none
        nodes[node].parent = parent
        nodes[node].link = link
        nodes[parent].firstChild = node
    }

    private mutating func detach(_ node: Int) {
        let next: Int = nodes[node].nextSibling
        let previous: Int = nodes[node].previousSibling
        if next != Self.none { nodes[next].previousSibling = previous }
        if previous != Self.none {
            nodes[previous].nextSibling = next
        } else {
            nodes[nodes[node].parent].firstChild = next
        }
    }

    /// Computes depths and costs anew for a node and everything below it, parents first.
    mutating func refreshBranch(of top: Int, arcs: [Arc]) {
        let shift: Int = costByLink(of: top, arcs: arcs) - costToRoot[top]
        var node = top
        while node != Self.none {
            nodes[node].depth = nodes[nodes[node].parent].depth + 1
            costToRoot[node] += shift
            node = successor(of: node, within: top)
        }
    }

    private func costByLink(of node: Int, arcs: [Arc]) -> Int {
        let arc: Arc = arcs[nodes[node].link.arc]
        return costToRoot[nodes[node].parent] + (arc.source == node ? arc.cost : -arc.cost)
    }

    /// The next node of a branch in preorder, or none after its last.
    private func successor(of node: Int, within top: Int) -> Int {
        if nodes[node].firstChild != Self.none { return nodes[node].firstChild }
        var node = node
        while node != top {
            if nodes[node].nextSibling != Self.none { return nodes[node].nextSibling }
            node = nodes[node].parent
        }
        return Self.none
    }
}

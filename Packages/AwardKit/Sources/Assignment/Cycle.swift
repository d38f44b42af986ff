/// The cycle that an arc from `tail` to `head` closes with the tree, and what keeps more from flowing around
/// it.
struct Cycle {
    /// The node that links its branch to its parent by the arc that blocks.
    struct Blocking {
        let node: Int
        let isOnTailSide: Bool
    }

    /// The node where the paths from tail and head to the root meet.
    let apex: Int
    let room: Int
    /// Nil where the closing arc itself blocks.
    let blocking: Blocking?
}

extension SpanningTree {
    /// Follows flow through the arc, up from head to apex and down from apex to tail.
    ///
    /// Of several arcs that block equally, the last on the way around from the apex is named: on the head's
    /// side the uppermost, then the closing arc, then on the tail's side the lowest. This keeps the tree
    /// strongly feasible.
    func cycle(from tail: Int, to head: Int, roomBetween: Int) -> Cycle {
        var (onTailSide, onHeadSide) = (tail, head)
        var (tailRoom, headRoom) = (Int.max, Int.max)
        var (tailBlocking, headBlocking) = (tail, head)
        while onTailSide != onHeadSide {
            if nodes[onTailSide].depth > nodes[onHeadSide].depth {
                if nodes[onTailSide].link.roomDown < tailRoom {
                    tailRoom = nodes[onTailSide].link.roomDown
                    tailBlocking = onTailSide
                }
                onTailSide = nodes[onTailSide].parent
            } else {
                if nodes[onHeadSide].link.roomUp <= headRoom {
                    headRoom = nodes[onHeadSide].link.roomUp
                    headBlocking = onHeadSide
                }
                onHeadSide = nodes[onHeadSide].parent
            }
        }
        let room: Int = min(roomBetween, tailRoom, headRoom)
        let blocking: Cycle.Blocking? =
            if headRoom == room {
                Cycle.Blocking(node: headBlocking, isOnTailSide: false)
            } else if roomBetween == room {
                nil
            } else {
                Cycle.Blocking(node: tailBlocking, isOnTailSide: true)
            }
        return Cycle(apex: onHeadSide, room: room, blocking: blocking)
    }
}

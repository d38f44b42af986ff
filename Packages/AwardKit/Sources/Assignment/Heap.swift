/// Binary heaps, the least first, in parts of an array.
extension Array where Element: Comparable {
    /// Adds an element to a heap, in the place after its last or at the array's end.
    mutating func insert(_ element: Element, intoHeapFrom start: Int, count: Int) {
        if start + count == self.count { append(element) }
        var position: Int = count
        while position > 0 {
            let parent: Int = (position - 1) / 2
            if self[start + parent] <= element { break }
            self[start + position] = self[start + parent]
            position = parent
        }
        self[start + position] = element
    }

    /// Moves the least out of a heap; its last place is free afterwards.
    mutating func removeLeast(ofHeapFrom start: Int, count: Int) {
        let last: Element = self[start + count - 1]
        var position = 0
        while true {
            var child: Int = 2 * position + 1
            if child >= count - 1 { break }
            if child + 1 < count - 1, self[start + child + 1] < self[start + child] { child += 1 }
            if self[start + child] >= last { break }
            self[start + position] = self[start + child]
            position = child
        }
        self[start + position] = last
    }
}

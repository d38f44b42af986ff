/// Finds the best assignment by an auction: applications bid for places with jurors until nobody is outbid.
///
/// A place costs as much as the lowest bid that holds a place of that juror. An application that lacks
/// reviews takes those worth most to it at these prices, and bids for each as much as leaves it no worse
/// off than with the best it goes without, plus an increment; whoever held the place at the lowest bid is
/// outbid. At the end nobody could be better off by more than the increment. Free places are bidders as
/// well: together they hold as many places as demand leaves, wherever they are cheapest, all at one price.
///
/// Each round starts at the prices of the last, with a smaller increment; the last increment is too small for
/// any chain of exchanges to gain one point, so the assignment is the best there is. No clock and no
/// randomness take part: the same market gives the same assignment.
///
/// Sources: Bertsekas, *The auction algorithm* (1988); Bertsekas and Castañon, *The auction algorithm for the
/// transportation problem* (1989), for equal places and several reviews; Goldberg and Kennedy, *An efficient
/// cost scaling algorithm for the assignment problem* (1995), for the scaling.
struct Auction {
    private struct Bid: Comparable {
        let amount: Int
        let candidate: Int32
        let application: Int32

        static func < (left: Bid, right: Bid) -> Bool { left.amount < right.amount }
    }

    /// A place that is free or held by a bid, and what it would cost the free places to have it.
    private struct Offer: Comparable {
        let amount: Int
        let juror: Int

        static func < (left: Offer, right: Offer) -> Bool {
            (left.amount, left.juror) < (right.amount, right.juror)
        }
    }

    /// The price of what cannot be had, and half of it the bid for what one cannot do without.
    private static let never = Int.max / 4
    /// Prices above this say that an application cannot do without the juror.
    static let greatestPrice = never / 4

    private let market: Market
    private var increment = 1
    private(set) var isHeld: [Bool]
    /// What a place costs, by juror.
    private(set) var prices: [Int]
    /// The price at which free places are held; nil where there are none.
    private(set) var freePrice: Int?
    /// How many places the free places want yet.
    private var freeWanted = 0
    private var freePlaces: [Int]
    /// Places that nobody asked for since the round began, and their price.
    private var unsoldPlaces: [Int]
    private var unsoldPrices: [Int]
    /// The bids that hold places, for each juror a heap in a part of its own, the lowest first.
    private var bids: [Bid]
    private let bidStarts: [Int]
    private var bidCounts: [Int]
    /// How many reviews each application lacks, and which applications lack any.
    private var lacking: [Int]
    private var waiting: [Int32] = []
    /// What an application that looks around likes best so far, best first.
    private var liked: [(worth: Int, candidate: Int)]

    init(_ market: Market) {
        let jurors: Int = market.capacity.count
        var bidStarts: [Int] = []
        var places = 0
        for count in market.capacity {
            bidStarts.append(places)
            places += count
        }
        self.market = market
        self.bidStarts = bidStarts
        isHeld = Array(repeating: false, count: market.jurors.count)
        prices = Array(repeating: 0, count: jurors)
        freePlaces = prices
        unsoldPlaces = prices
        unsoldPrices = prices
        bidCounts = prices
        bids = Array(repeating: Bid(amount: 0, candidate: 0, application: 0), count: places)
        lacking = market.demand
        liked = Array(repeating: (0, 0), count: (market.demand.max() ?? 0) + 1)
    }

    /// - Precondition: every application can have all it wants at the same time.
    mutating func run() {
        increment = max(1, market.rangeOfValues / 100)
        while true {
            open()
            settle()
            if increment == 1 { return }
            increment = max(1, increment / 5)
        }
    }

    /// Begins a round: all places are for sale at the prices of the last.
    private mutating func open() {
        waiting.removeAll(keepingCapacity: true)
        freeWanted = market.capacity.reduce(0, +) - market.demand.reduce(0, +)
        freePrice = nil
        for juror in prices.indices {
            unsoldPrices[juror] = prices[juror]
            unsoldPlaces[juror] = market.capacity[juror]
            freePlaces[juror] = 0
            bidCounts[juror] = 0
        }
        for application in lacking.indices {
            lacking[application] = market.demand[application]
            if lacking[application] > 0 { waiting.append(Int32(application)) }
        }
        for candidate in isHeld.indices { isHeld[candidate] = false }
    }

    private mutating func settle() {
        takeFreePlaces()
        while !waiting.isEmpty || freeWanted > 0 {
            if waiting.isEmpty { takeFreePlaces() }
            let bidders: [Int32] = waiting
            waiting.removeAll(keepingCapacity: true)
            for application in bidders { bid(for: Int(application)) }
        }
    }
}

// MARK: - Applications bid

extension Auction {
    private mutating func bid(for application: Int) {
        let wanted: Int = lacking[application]
        var count = 0
        for candidate in market.rowStarts[application]..<market.rowStarts[application + 1]
        where !isHeld[candidate] {
            let worth: Int = market.values[candidate] &- prices[Int(market.jurors[candidate])]
            if count > wanted, worth <= liked[wanted].worth { continue }
            var position: Int = min(count, wanted)
            while position > 0, liked[position - 1].worth < worth {
                liked[position] = liked[position - 1]
                position -= 1
            }
            liked[position] = (worth, candidate)
            count += 1
        }
        let leftOut: Int? = count > wanted ? liked[wanted].worth : nil
        lacking[application] = 0
        for position in 0..<wanted {
            let candidate: Int = liked[position].candidate
            let juror = Int(market.jurors[candidate])
            let amount: Int =
                leftOut.map { market.values[candidate] - $0 } ?? max(prices[juror], Self.never / 2)
            let bid = Bid(
                amount: amount + increment, candidate: Int32(candidate), application: Int32(application))
            place(bid, with: juror)
        }
    }

    private mutating func place(_ bid: Bid, with juror: Int) {
        isHeld[Int(bid.candidate)] = true
        let start: Int = bidStarts[juror]
        if unsoldPlaces[juror] > 0 {
            unsoldPlaces[juror] -= 1
        } else if bidCounts[juror] > 0, bids[start].amount <= prices[juror] {
            outbidLowest(of: juror)
        } else {
            freePlaces[juror] -= 1
            freeWanted += 1
        }
        bids.insert(bid, intoHeapFrom: start, count: bidCounts[juror])
        bidCounts[juror] += 1
        refreshPrice(of: juror)
    }

    private mutating func outbidLowest(of juror: Int) {
        let start: Int = bidStarts[juror]
        let outbid: Bid = bids[start]
        let application = Int(outbid.application)
        isHeld[Int(outbid.candidate)] = false
        if lacking[application] == 0 { waiting.append(outbid.application) }
        lacking[application] += 1
        bids.removeLeast(ofHeapFrom: start, count: bidCounts[juror])
        bidCounts[juror] -= 1
    }

    private mutating func refreshPrice(of juror: Int) {
        if unsoldPlaces[juror] > 0 {
            prices[juror] = unsoldPrices[juror]
            return
        }
        var price: Int = bidCounts[juror] > 0 ? bids[bidStarts[juror]].amount : Self.never
        if freePlaces[juror] > 0, let freePrice {
            let taken: Int = market.capacity[juror] - freePlaces[juror]
            price = min(price, freePrice + market.loadCost(of: juror, after: taken))
        }
        prices[juror] = price
    }
}

// MARK: - Free places bid

extension Auction {
    /// Lets the free places have what they want where it costs least, and raises their price to what the next
    /// would cost.
    private mutating func takeFreePlaces() {
        guard freeWanted > 0 else { return }
        var offers: [Offer] = []
        for juror in prices.indices {
            if let offer = offer(of: juror) {
                offers.insert(offer, intoHeapFrom: 0, count: offers.count)
            }
        }
        var dearest = 0
        while freeWanted > 0 {
            let offer: Offer = offers[0]
            dearest = offer.amount
            takePlaces(of: offer.juror)
            offers.removeLeast(ofHeapFrom: 0, count: offers.count)
            offers.removeLast()
            if let next = self.offer(of: offer.juror) {
                offers.insert(next, intoHeapFrom: 0, count: offers.count)
            }
        }
        if let next = offers.first, next.amount <= Self.greatestPrice { dearest = next.amount }
        freePrice = max(freePrice ?? .min, dearest + increment)
        for juror in prices.indices where freePlaces[juror] > 0 { refreshPrice(of: juror) }
    }

    /// What the next free place with a juror costs, less what the load saves.
    private func offer(of juror: Int) -> Offer? {
        let taken: Int = market.capacity[juror] - freePlaces[juror]
        guard taken > 0 else { return nil }
        let isUnsold: Bool = unsoldPlaces[juror] > 0
        let price: Int = isUnsold ? unsoldPrices[juror] : bids[bidStarts[juror]].amount
        return Offer(amount: price - market.loadCost(of: juror, after: taken - 1), juror: juror)
    }

    /// Unsold places of a juror all cost the same, unless loads make a difference.
    private mutating func takePlaces(of juror: Int) {
        var count = 1
        if unsoldPlaces[juror] > 0 {
            if !market.hasLoadCosts { count = min(freeWanted, unsoldPlaces[juror]) }
            unsoldPlaces[juror] -= count
        } else {
            outbidLowest(of: juror)
        }
        freePlaces[juror] += count
        freeWanted -= count
    }
}

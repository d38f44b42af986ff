// Solves an instance of bin/bench with LEMON's flows: lemon simplex|scaling FILE
// The file: 32-bit integers applications, jurors, reviews, capacity, pairs; then application, juror, cost of each.
// Prints the seconds of solving and the least cost.
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

using Graph = lemon::SmartDigraph;

struct Network {
    Graph graph;
    Graph::ArcMap<int> capacity{graph}, cost{graph};
    Graph::NodeMap<int> supply{graph, 0};

    void add(Graph::Node from, Graph::Node to, int most, int price) {
        Graph::Arc arc = graph.addArc(from, to);
        capacity[arc] = most;
        cost[arc] = price;
    }
};

template <typename Algorithm>
static int solve(Network &network) {
    Algorithm algorithm(network.graph);
    algorithm.upperMap(network.capacity).costMap(network.cost).supplyMap(network.supply);
    auto began = std::chrono::steady_clock::now();
    auto status = algorithm.run();
    std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - began;
    if (status != Algorithm::OPTIMAL) return 1;
    std::printf("%.6f %lld\n", seconds.count(), algorithm.template totalCost<long long>());
    return 0;
}

int main(int count, char **arguments) {
    if (count != 3) return 64;
    std::FILE *file = std::fopen(arguments[2], "rb");
    int32_t head[5];
    if (!file || std::fread(head, sizeof head, 1, file) != 1) return 66;
    const int applications = head[0], jurors = head[1], reviews = head[2], places = head[3], pairs = head[4];
    std::vector<int32_t> columns(size_t(pairs) * 3);
    if (std::fread(columns.data(), sizeof(int32_t), columns.size(), file) != columns.size()) return 66;
    Network network;
    std::vector<Graph::Node> nodes;
    for (int node = 0; node <= applications + jurors; node++) nodes.push_back(network.graph.addNode());
    for (int pair = 0; pair < pairs; pair++) {
        const int application = columns[pair], juror = columns[pairs + pair];
        network.add(nodes[application], nodes[applications + juror], 1, columns[2 * pairs + pair]);
    }
    for (int juror = 0; juror < jurors; juror++)
        network.add(nodes[applications + juror], nodes.back(), places, 0);
    for (int application = 0; application < applications; application++)
        network.supply[nodes[application]] = reviews;
    network.supply[nodes.back()] = -reviews * applications;
    return std::strcmp(arguments[1], "scaling")
        ? solve<lemon::NetworkSimplex<Graph, int, long long>>(network)
        : solve<lemon::CostScaling<Graph, int, long long>>(network);
}

"""Solves an instance of bin/bench with the flow of OR-tools: ortools_flow.py FILE

The file is described in lemon.cc. Prints the seconds of solving and the least cost.
"""
import sys
import time

import numpy as np
from ortools.graph.python import min_cost_flow

numbers = np.fromfile(sys.argv[1], np.int32).astype(np.int64)
applications, jurors, reviews, places, pairs = map(int, numbers[:5])
application, juror, cost = numbers[5:].reshape(3, pairs)
sink = applications + jurors
flow = min_cost_flow.SimpleMinCostFlow()
flow.add_arcs_with_capacity_and_unit_cost(application, juror + applications, np.ones_like(application), cost)
flow.add_arcs_with_capacity_and_unit_cost(
    np.arange(jurors) + applications, np.full(jurors, sink), np.full(jurors, places), np.zeros(jurors, np.int64))
flow.set_nodes_supplies(np.arange(applications), np.full(applications, reviews))
flow.set_node_supply(sink, -reviews * applications)
began = time.perf_counter()
status = flow.solve()
seconds = time.perf_counter() - began
assert status == flow.OPTIMAL, status
print(f"{seconds:.6f} {flow.optimal_cost()}")

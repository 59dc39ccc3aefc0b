"""Rosters of peer helpers: the right person at the right hour, and nobody worn out.

A pure room: facts in (`problem.Problem`, or JSON through `reading.read_problem`), a roster out
(`solve.solve`), every hard rule checked once more by code written apart (`check`). Time is counted
in elapsed minutes between instants, so that the two nights when clocks change are what they are.
OR-Tools, when it is installed, runs in a child process with limits; without it a greedy roster is
made, which says that it is one.
"""

"""Published rosters of nurses: read, written as a model of ours, judged by code written apart.

Their rules are not those of peer help (no home, no travel, no law of ours), so what is taken along
is the model of whole numbers, the child process and its settings, which solve our rosters too.
`curtois`, `nsplib` and `inrc` read and model; `judging` counts costs from the rules of the
instances and shares only the facts with them.
"""

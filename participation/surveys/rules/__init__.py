"""Pure rules of surveys: questions, flow, statistics, secrecy of small groups."""

"""Scanned sheets: pictures that nobody has to trust, read in a process of its own.

`layout` says where the boxes of a printed sheet stand, `reading` asks for a pile to be read.
What reads (`child`, `opening`, `finding`, `measuring`) is loaded by the child process alone.
"""

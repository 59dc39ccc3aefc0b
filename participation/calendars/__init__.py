"""Calendars of other people and ours for them: `.ics` read, fetched and written (RFC 5545).

A library: no web, no database, no other room. `reading` gives occurrences and busy times of a text
that nobody has to trust, `fetching` brings it from an address, `writing` writes ours. What reads
(`expanding`) runs in a process of its own (`child`), with little time, little memory, no secret.
"""

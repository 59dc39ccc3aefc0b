"""Limits, times, proposals and figures of peer help, as pure functions over dated data."""

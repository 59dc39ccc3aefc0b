"""Measures: how much a journey costs, how fast reports are, how heavy pages are."""

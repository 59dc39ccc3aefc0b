"""Contact with the outside: pictures and papers of an election, and the urn."""

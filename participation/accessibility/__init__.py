"""Reading aloud: clips of sentences, spoken by people or by the machine, found by their words."""

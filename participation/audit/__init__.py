"""The journal: who did what, when; append only, each entry sealed by the one before."""

"""The pages of peer help: a helper's own, a resident's, the coordinator's desk."""

"""Contact with the outside: forms, translators' files, sounds, papers."""

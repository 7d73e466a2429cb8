"""Pages for everyone, with or without an account: what is new, accessibility, privacy and help."""

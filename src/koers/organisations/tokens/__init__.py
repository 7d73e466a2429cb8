"""Access tokens: with one, a program does in someone's name what that person may do, for a while and no more."""

"""Year plans of teams: what the team takes on, what that claims, and what there is."""

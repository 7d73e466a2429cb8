"""The pages of one programme: its dashboard, and a page per part of the rail."""

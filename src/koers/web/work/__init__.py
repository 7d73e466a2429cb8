"""What asks something of a person: my work, the calendar feed and the weekly mail."""

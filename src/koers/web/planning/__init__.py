"""Planning periods of a programme, and the five-minute update of its tracks."""

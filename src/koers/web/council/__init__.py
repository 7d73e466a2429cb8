"""Bodies: what was sent to the council, and writing down what a body decided or advised."""

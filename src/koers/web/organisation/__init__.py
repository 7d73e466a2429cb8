"""Pages about an organisation as a whole: compass, reorganisations, bodies and their meetings."""

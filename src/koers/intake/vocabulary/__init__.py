"""Words held as data: what headings, verbs, bodies and columns are called in Dutch documents."""

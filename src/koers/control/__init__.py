"""Who does what, and whether the organisation is in control: the role matrix and the control calendar."""

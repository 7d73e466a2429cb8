"""The versioned API, assembled from the kinds of the register and from each room."""

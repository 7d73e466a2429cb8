"""One module per room with its `ROWS`."""

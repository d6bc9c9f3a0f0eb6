"""Public pages about harvests."""

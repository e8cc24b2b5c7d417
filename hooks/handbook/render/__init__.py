"""Values → HTML."""

"""Built HTML → what readers get."""

"""Is the product well? Heartbeats of worker and beat, and the page that tells."""

"""Fan-out and jobs."""

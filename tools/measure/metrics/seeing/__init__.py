"""What a film shows: one pass over its frames, and what single pictures of it are like."""

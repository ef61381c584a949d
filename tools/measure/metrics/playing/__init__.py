"""What the technical metrics and those of timing share: one pass over the film, its shots, its speech, its claims."""

"""The words of a film: what it says, by its captions, its manifest and its sources, and in which language."""

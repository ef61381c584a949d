"""Captions as a viewer reads them: their words and times, and how they stand on the frames."""

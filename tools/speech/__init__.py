"""Voices: the port and one file per backend."""

"""Music under the voice: beds that are composed here, or the user's own file, level with the speech."""

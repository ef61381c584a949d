"""What is said in a film: the words that it should say, its sound, and how a machine hears it."""

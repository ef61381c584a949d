"""The writer without a language model: it chooses sentences of the sources and deletes in them, never rephrases."""

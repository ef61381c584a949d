"""The LangGraph graphs, their state and their composition root."""

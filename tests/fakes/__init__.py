"""Loopback servers that answer as the services do: `python -m tests.fakes wikipedia serper pages`."""

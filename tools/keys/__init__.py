"""Keys of providers, their limits, what calls cost, and the one way in which a service is called."""

"""Maps: projections, the part of the world that is shown, land as paths, labels that keep out of each other's way."""

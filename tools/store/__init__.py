"""Where artefacts live."""

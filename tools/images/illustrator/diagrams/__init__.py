"""What diagrams share: tones, a board that words are set on, grounds, arrows, scales, labelled cut-aways."""

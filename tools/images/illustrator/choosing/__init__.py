"""What a sentence shows: words against tables of drawings, with gates that keep ordinary words from being pictures."""

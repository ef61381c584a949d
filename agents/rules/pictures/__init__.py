"""What a sentence's picture shows: amounts, dates, lists, quotations, comparisons and places become diagrams."""

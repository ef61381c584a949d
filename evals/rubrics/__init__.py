"""What only somebody who reads and sees can tell of a film: language models judge it by rubrics (docs/evals.md)."""

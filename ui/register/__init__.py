"""Finding cases, the card of a case, and doing its next step there."""

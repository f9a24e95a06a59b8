"""What is printed: a card per method, as a tagged PDF."""

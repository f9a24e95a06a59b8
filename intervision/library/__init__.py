"""The library: every method in words, the choice for a meeting, and own methods that are written in the browser."""

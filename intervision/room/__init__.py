"""What each role sees of a run: from state and rows to the elements on the screens."""

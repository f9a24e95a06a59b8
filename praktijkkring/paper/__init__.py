"""What is printed: tagged PDFs, set from data with our own letters only."""

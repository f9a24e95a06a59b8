"""Lists of people as files: reading what others made, and writing what opens in a Dutch spreadsheet."""

"""System checks for settings that could silently lie."""

"""Translations without GNU gettext: collect the strings, merge, compile, and say what is wrong."""

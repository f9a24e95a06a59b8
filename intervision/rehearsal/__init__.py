"""Rehearsal: a whole circle of simulated people around one real person, drawn with the screens of the live room.

Nothing is stored. The run (``Stage``) travels signed in the page and comes back with every action (``envelope``);
``play`` lets the simulated people do what is due by then; ``picture`` draws it. docs/rehearsal.md tells the whole.
"""

"""How what is bundled was taught: data, training and measures, to be run again by anybody.

Nothing here is needed to run Vivencia. `python -m core.imaging.schooling --help` says what can
be rebuilt; everything is kept in one folder and goes on where it was interrupted.
"""

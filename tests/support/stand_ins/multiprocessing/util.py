"""multiprocessing.util, for files that import it along the way."""

"""multiprocessing.process, for files that import it along the way."""

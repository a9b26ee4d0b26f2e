"""From certificates that are there to the program and the import file that take them over."""

"""The local AWS: moto, with the rules of the real services added."""

"""Attaching certificates: components where AWS has a resource for it, typed values elsewhere."""

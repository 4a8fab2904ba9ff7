"""What ``./dev`` is made of: standard library only, so that a bare machine runs it."""

"""What the addon is measured by: ``./dev real`` and ``./dev bench``."""

"""The viewer in the browser; comes with a later version."""

"""Scores of what is claimed: claims as a whole, events, relations, places of acts, and how far confidence is borne out."""

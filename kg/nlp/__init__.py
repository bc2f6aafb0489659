"""The line of half one: raw text to plain extractions. The only place that runs spaCy."""

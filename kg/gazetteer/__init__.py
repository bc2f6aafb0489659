"""Names of countries, places, organizations and kinds of actors, as data; knows no spaCy."""

"""How things look on a terminal: tables, progress, an entity's profile."""

"""Makes `kg/data/models/<name>` from open corpora; nothing here is needed at run time."""

"""What may be said of a pair of parties: by name, by company and country, by roles. `kg.resolve.features` is the list."""

"""Rules as data: read, compile, check, explain."""

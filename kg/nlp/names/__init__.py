"""Names as the network finds them, cut and joined to what the words say."""

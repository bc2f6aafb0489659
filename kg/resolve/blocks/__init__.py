"""How parties come to meet that do not share a name: slips of the pen, short names. `kg.resolve.block` is the list."""

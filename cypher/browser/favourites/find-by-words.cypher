// Find an entity by any words of its names (full text; erdo* finds what begins so)
// First: :param words => 'mali army'
CALL db.index.fulltext.queryNodes('entity_names', $words) YIELD node, score
RETURN node.name AS name, node.kind AS kind, node.aliases AS aliases, round(score, 2) AS score
LIMIT 25

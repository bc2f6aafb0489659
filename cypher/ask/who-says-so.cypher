// title: Who says so
// about: Claims about an actor, with the source that each sentence names and the outlet that printed it.
// param: name (text) — an actor, such as Mali
// columns: type, actor, recipient, source, outlet, sentence
// example: kg ask who-says-so --param name=Mali
// :param name => 'Mali'
MATCH (c:Claim)-[:ACTOR]->(x:Entity)
WHERE x.keys CONTAINS '|' + toLower($name) + '|'
MATCH (c)-[:`IN`]->(a:Article), (c)-[:ATTRIBUTED_TO]->(s:Entity)
OPTIONAL MATCH (c)-[:RECIPIENT]->(y:Entity)
RETURN c.type AS type, x.name AS actor, y.name AS recipient, s.name AS source, a.outlet AS outlet, c.sentence AS sentence
ORDER BY source, type, recipient, sentence

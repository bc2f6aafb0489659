// title: Timeline of an actor
// about: Everything that an entity did or that was done to it, by date.
// param: name (text) — an actor, such as Mali
// columns: day, role, type, status, sentence, article
// example: kg ask timeline --param name=Mali
// :param name => 'Mali'
MATCH (c:Claim)-[r]->(x:Entity)
WHERE x.keys CONTAINS '|' + toLower($name) + '|' AND type(r) IN ['ACTOR', 'RECIPIENT']
MATCH (c)-[:`IN`]->(a:Article)
RETURN coalesce(c.start, a.published) AS day, type(r) AS role, c.type AS type, c.status AS status, c.sentence AS sentence, a.title AS article
ORDER BY day, type, role, sentence

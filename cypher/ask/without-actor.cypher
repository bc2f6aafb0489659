// title: Acts without a named actor
// about: Claims that say what was done to whom, but not by whom.
// columns: day, type, recipient, place, sentence, article
// example: kg ask without-actor
MATCH (c:Claim)-[:`IN`]->(a:Article)
WHERE NOT (c)-[:ACTOR]->()
OPTIONAL MATCH (c)-[:RECIPIENT]->(y:Entity)
OPTIONAL MATCH (c)-[:AT]->(p:Entity)
RETURN coalesce(c.start, a.published) AS day, c.type AS type, y.name AS recipient, p.name AS place, c.sentence AS sentence, a.title AS article
ORDER BY day DESC, type, recipient, place, sentence

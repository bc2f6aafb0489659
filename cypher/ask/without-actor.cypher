// title: Acts without a named actor
// about: Claims that say what was done to whom, but not by whom.
// columns: day, type, recipient, place, sentence, article
// example: kg ask without-actor
MATCH (c:Claim)-[:RECIPIENT]->(y:Entity), (c)-[:`IN`]->(a:Article)
OPTIONAL MATCH (c)-[:ACTOR]->(x:Entity)
OPTIONAL MATCH (c)-[:AT]->(p:Entity)
WITH c, a, y, p, count(x) AS actors
WHERE actors = 0
RETURN coalesce(c.start, a.published) AS day, c.type AS type, y.name AS recipient, p.name AS place, c.sentence AS sentence, a.title AS article
ORDER BY day DESC, type, recipient, place, sentence

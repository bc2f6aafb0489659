// title: What happened at a place
// about: Claims whose act was at the place, newest first.
// param: place (text) — name of the place, such as Gao
// columns: day, type, status, actor, recipient, killed, sentence, article
// example: kg ask what-happened-at --param place=Menaka
// :param place => 'Menaka'
MATCH (c:Claim)-[:AT]->(p:Entity)
WHERE p.keys CONTAINS '|' + toLower($place) + '|'
MATCH (c)-[:`IN`]->(a:Article)
OPTIONAL MATCH (c)-[:ACTOR]->(x:Entity)
OPTIONAL MATCH (c)-[:RECIPIENT]->(y:Entity)
RETURN coalesce(c.start, a.published) AS day, c.type AS type, c.status AS status, x.name AS actor, y.name AS recipient, c.killed_low AS killed, c.sentence AS sentence, a.title AS article
ORDER BY day DESC, type, actor, recipient, sentence

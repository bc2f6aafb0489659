// title: Who did what to whom, in a period
// about: Every claim with a named actor, newest first, with its sentence.
// param: actor (text) = null — name of the actor
// param: since (date) = null — first day, such as 2024-09-01
// param: until (date) = null — last day
// param: type (text) = null — event type or relation, such as ASSAULT
// param: limit (number) = 50 — rows at most
// columns: day, actor, type, status, recipient, place, sentence, article
// example: kg ask who-did-what --param since=2024-09-01 --param type=ASSAULT
// :param actor => null
// :param since => '2024-09-01'
// :param until => null
// :param type => 'ASSAULT'
// :param limit => 50
MATCH (c:Claim)-[:`IN`]->(a:Article), (c)-[:ACTOR]->(x:Entity)
WITH c, a, x, coalesce(c.start, a.published) AS day, coalesce(c.`end`, c.start, a.published) AS last
WHERE ($actor IS NULL OR x.keys CONTAINS '|' + toLower($actor) + '|')
  AND ($since IS NULL OR last + '~' >= $since) AND ($until IS NULL OR day <= $until + '~') AND ($type IS NULL OR c.type = $type)
OPTIONAL MATCH (c)-[:RECIPIENT]->(y:Entity)
OPTIONAL MATCH (c)-[:AT]->(p:Entity)
RETURN day, x.name AS actor, c.type AS type, c.status AS status, y.name AS recipient, p.name AS place, c.sentence AS sentence, a.title AS article
ORDER BY day DESC, actor, type, recipient, place, sentence
LIMIT $limit

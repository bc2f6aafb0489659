// title: Sources, by how much is said on their word
// about: Who is named as the source of claims, and how many.
// param: limit (number) = 20 — rows at most
// columns: source, claims, articles
// example: kg ask sources
// :param limit => 20
MATCH (c:Claim)-[:ATTRIBUTED_TO]->(s:Entity)
RETURN s.name AS source, count(DISTINCT c.id) AS claims, count(DISTINCT c.article) AS articles
ORDER BY claims DESC, source
LIMIT $limit

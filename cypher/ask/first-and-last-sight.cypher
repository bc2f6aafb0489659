// title: First and last sight of an actor
// about: When an entity first and last took part in a claim, and in how many.
// param: name (text) — an actor or place, such as Mali
// columns: entity, first, last, claims, articles
// example: kg ask first-and-last-sight --param name=Mali
// :param name => 'Mali'
MATCH (c:Claim)-[r]->(x:Entity)
WHERE x.keys CONTAINS '|' + toLower($name) + '|'
MATCH (c)-[:`IN`]->(a:Article)
RETURN x.name AS entity, min(coalesce(c.start, a.published)) AS first, max(coalesce(c.start, a.published)) AS last, count(DISTINCT c.id) AS claims, count(DISTINCT a.id) AS articles
ORDER BY entity

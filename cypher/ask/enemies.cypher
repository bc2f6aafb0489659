// title: The network of enemies
// about: Pairs tied by force, threats, accusations or sanctions.
// param: least (number) = 1 — claims at least
// columns: one, relation, other, claims, articles, first, last
// example: kg ask enemies --param least=2
// :param least => 2
MATCH (x:Entity)-[r:OPPOSED_TO|ASSAULT|THREATEN|ACCUSE|SANCTION|COERCE|REJECT]->(y:Actor)
WHERE r.count >= $least
RETURN x.name AS one, type(r) AS relation, y.name AS other, r.count AS claims, r.articles AS articles, r.first AS first, r.last AS last
ORDER BY claims DESC, one, relation, other

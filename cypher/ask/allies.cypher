// title: The network of allies and partners
// about: Pairs tied by alliance, cooperation, aid or support.
// param: least (number) = 1 — claims at least
// columns: one, relation, other, claims, articles, first, last
// example: kg ask allies --param least=2
// :param least => 2
MATCH (x:Entity)-[r:ALLIED_WITH|COOPERATE|AID|SUPPORT|AGREE]->(y:Entity)
WHERE r.count >= $least
RETURN x.name AS one, type(r) AS relation, y.name AS other, r.count AS claims, r.articles AS articles, r.first AS first, r.last AS last
ORDER BY claims DESC, one, relation, other

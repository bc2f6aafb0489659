// title: The most active pairs
// about: Who acts towards whom most often, with the kinds of act; standing relations such as offices do not count.
// param: limit (number) = 20 — rows at most
// columns: actor, recipient, claims, types
// example: kg ask most-active-dyads --param limit=10
// :param limit => 10
MATCH (x:Entity)-[r]->(y:Actor)
WHERE NOT type(r) IN ['LEADS', 'MEMBER_OF', 'PART_OF', 'BASED_IN', 'CITIZEN_OF', 'PRESENT_IN', 'LOCATED_IN', 'NEAR', 'SPEAKS_FOR', 'FAMILY_OF', 'CONTROLS']
WITH x, y, sum(r.count) AS claims, collect(DISTINCT type(r)) AS types
RETURN x.name AS actor, y.name AS recipient, claims, types
ORDER BY claims DESC, actor, recipient
LIMIT $limit

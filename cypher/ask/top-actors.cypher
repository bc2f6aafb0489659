// title: Who acts most
// about: Actors by the number of their claims, with the number of articles that tell of them.
// param: since (date) = null — first day, such as 2024-09-01
// param: until (date) = null — last day
// param: limit (number) = 20 — rows at most
// columns: actor, kind, country, claims, articles
// example: kg ask top-actors --param since=2024-09
// :param since => '2024-09'
// :param until => null
// :param limit => 20
MATCH (c:Claim)-[:ACTOR]->(x:Entity), (c)-[:`IN`]->(a:Article)
WITH c, a, x, coalesce(c.start, a.published) AS first, coalesce(c.`end`, c.start, a.published) AS last
WHERE ($since IS NULL OR last + '~' >= $since) AND ($until IS NULL OR first <= $until + '~')
WITH x, count(DISTINCT c.id) AS claims, count(DISTINCT a.id) AS articles
RETURN x.name AS actor, x.kind AS kind, x.country AS country, claims, articles
ORDER BY claims DESC, articles DESC, actor, kind
LIMIT $limit

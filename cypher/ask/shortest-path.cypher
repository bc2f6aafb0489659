// title: How two actors are connected
// about: The shortest chains of relations between two entities, in either direction, of at most six steps; of several with one name, the three most mentioned.
// param: from (text) — one name
// param: to (text) — the other name
// param: limit (number) = 5 — rows at most
// columns: path, relations, length
// example: kg ask shortest-path --param from=Mali --param to=France
// :param from => 'Mali'
// :param to => 'France'
// :param limit => 5
MATCH (x:Entity)
WHERE x.keys CONTAINS '|' + toLower($from) + '|'
WITH x
ORDER BY x.mentions DESC, x.id
LIMIT 3
MATCH (y:Entity)
WHERE y.keys CONTAINS '|' + toLower($to) + '|' AND x.id <> y.id
WITH x, y
ORDER BY y.mentions DESC, y.id, x.id
LIMIT 9
MATCH p = allShortestPaths((x)-[:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|SANCTION|PROTEST|MOBILIZE|COERCE|ASSAULT|LEADS|MEMBER_OF|PART_OF|CONTROLS|ALLIED_WITH|OPPOSED_TO|BASED_IN|CITIZEN_OF|PRESENT_IN|LOCATED_IN|NEAR|SPEAKS_FOR|FAMILY_OF*..6]-(y))
RETURN [n IN nodes(p) | n.name] AS path, [r IN relationships(p) | type(r)] AS relations, length(p) AS length
ORDER BY length, path, relations
LIMIT $limit

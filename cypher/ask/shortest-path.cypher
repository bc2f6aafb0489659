// title: How two actors are connected
// about: The shortest chain of relations between two entities.
// param: from (text) — one name
// param: to (text) — the other name
// columns: path, relations, length
// example: kg ask shortest-path --param from=Mali --param to=France
MATCH (x:Entity), (y:Entity)
WHERE (toLower(x.name) = toLower($from) OR any(n IN x.aliases WHERE toLower(n) = toLower($from)))
  AND (toLower(y.name) = toLower($to) OR any(n IN y.aliases WHERE toLower(n) = toLower($to))) AND x.id <> y.id
MATCH p = shortestPath((x)-[*..6]-(y))
RETURN [n IN nodes(p) | n.name] AS path, [r IN relationships(p) | type(r)] AS relations, length(p) AS length
ORDER BY length, path
LIMIT 5

// title: Where an actor is active
// about: Places of an actor's acts with coordinates and counts.
// param: name (text) — an actor, such as Mali
// columns: place, country, lat, lon, claims, types
// example: kg ask where-active --param name=Mali
// :param name => 'Mali'
MATCH (c:Claim)-[:ACTOR]->(x:Entity)
WHERE x.keys CONTAINS '|' + toLower($name) + '|'
MATCH (c)-[:AT]->(p:Entity)
RETURN p.name AS place, p.country AS country, p.lat AS lat, p.lon AS lon, count(DISTINCT c.id) AS claims, collect(DISTINCT c.type) AS types
ORDER BY claims DESC, place

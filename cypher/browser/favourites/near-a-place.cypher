// Acts within 100 km of a place, nearest first
// First: :param place => 'Gao'
MATCH (p:Place {name: $place})
WITH p LIMIT 1
MATCH (q:Place)
WHERE q.precision <> 'country' AND point.distance(p.location, q.location) < 100000
MATCH (c:Claim)-[:AT]->(q)
RETURN q.name AS place, round(point.distance(p.location, q.location) / 1000) AS km, c.start_date AS day, c.type AS type, c.sentence AS sentence
ORDER BY km, day

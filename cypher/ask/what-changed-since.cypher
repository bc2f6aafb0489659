// title: What is new since a date
// about: Relations whose last claim is on or after the date, with their first: those that began then come first.
// param: date (date) — such as 2024-09-12
// param: limit (number) = 500 — rows at most
// columns: subject, relation, object, first, last, claims
// example: kg ask what-changed-since --param date=2024-09-12
// :param date => '2024-09-12'
// :param limit => 500
MATCH (x:Entity)-[r]->(y:Entity)
WHERE r.last + '~' >= $date
RETURN x.name AS subject, type(r) AS relation, y.name AS object, r.first AS first, r.last AS last, r.count AS claims
ORDER BY first DESC, last DESC, subject, relation, object
LIMIT $limit

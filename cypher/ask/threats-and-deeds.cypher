// title: Threats, and what followed
// about: A threat, and each act of force or sanction by the same actor against the same recipient on that day or later.
// param: actor (text) = null — who threatened
// columns: actor, recipient, threatened, threat, done, type, deed
// example: kg ask threats-and-deeds --param actor=Mali
// :param actor => 'Mali'
MATCH (t:Claim)-[:ACTOR]->(x:Entity), (t)-[:RECIPIENT]->(y:Entity), (d:Claim)-[:ACTOR]->(x), (d)-[:RECIPIENT]->(y)
WHERE t.type = 'THREATEN' AND d.quad = 'M-' AND d.status IN ['actual', 'alleged']
  AND ($actor IS NULL OR x.keys CONTAINS '|' + toLower($actor) + '|')
MATCH (t)-[:`IN`]->(a:Article)
MATCH (d)-[:`IN`]->(b:Article)
WITH x, y, t, d, coalesce(t.start, a.published) AS threatened, coalesce(d.start, b.published) AS done
WHERE done + '~' >= threatened
RETURN x.name AS actor, y.name AS recipient, threatened, t.sentence AS threat, done, d.type AS type, d.sentence AS deed
ORDER BY actor, recipient, threatened, done, type, threat, deed

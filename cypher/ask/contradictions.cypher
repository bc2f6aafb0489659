// title: Which claims contradict each other
// about: The same act by the same actor to the same recipient, told as a fact in one sentence and denied in another.
// columns: actor, type, recipient, told, denied, told_in, denied_in
// example: kg ask contradictions
MATCH (c:Claim)-[:ACTOR]->(x:Entity), (c)-[:RECIPIENT]->(y:Entity), (d:Claim)-[:ACTOR]->(x), (d)-[:RECIPIENT]->(y)
WHERE c.type = d.type AND d.status = 'denied' AND c.status IN ['actual', 'alleged']
RETURN x.name AS actor, c.type AS type, y.name AS recipient, c.sentence AS told, d.sentence AS denied, c.article AS told_in, d.article AS denied_in
ORDER BY actor, type, recipient, told, denied

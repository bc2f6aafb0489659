// title: Friend and foe in one month
// about: Acts of cooperation and of conflict by one actor towards one recipient in the same month: a turn, or sources that disagree.
// columns: actor, recipient, month, friendly, hostile, friendly_sentence, hostile_sentence
// example: kg ask opposite-acts
MATCH (c:Claim)-[:ACTOR]->(x:Entity), (c)-[:RECIPIENT]->(y:Entity), (d:Claim)-[:ACTOR]->(x), (d)-[:RECIPIENT]->(y)
WHERE c.quad IN ['V+', 'M+'] AND d.quad IN ['V-', 'M-'] AND c.status IN ['actual', 'alleged'] AND d.status IN ['actual', 'alleged']
MATCH (c)-[:`IN`]->(a:Article)
MATCH (d)-[:`IN`]->(b:Article)
WITH x, y, c, d, substring(coalesce(c.start, a.published), 0, 7) AS month, substring(coalesce(d.start, b.published), 0, 7) AS other
WHERE month = other
RETURN x.name AS actor, y.name AS recipient, month, c.type AS friendly, d.type AS hostile, c.sentence AS friendly_sentence, d.sentence AS hostile_sentence
ORDER BY actor, recipient, month, friendly, hostile, friendly_sentence, hostile_sentence

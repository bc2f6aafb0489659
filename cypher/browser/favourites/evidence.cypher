// What stands behind a relation: its claims, each with its article
// First: :param actor => 'Mali' and :param recipient => 'Algeria'
MATCH (c:Claim)-[:ACTOR]->(x:Entity {name: $actor}), (c)-[:RECIPIENT]->(y:Entity {name: $recipient})
MATCH (c)-[:`IN`]->(a:Article)
RETURN x, y, c, a
LIMIT 40

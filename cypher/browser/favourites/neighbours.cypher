// An entity and its relations (summaries): click one to see count, first and last
// First: :param name => 'Mali'
MATCH (x:Entity {name: $name})-[r]-(y:Entity)
RETURN x, r, y
ORDER BY r.count DESC
LIMIT 60

// title: Killed and injured, by actor
// about: Lower bounds of the numbers that claims give, summed by who did it; several reports of one event count several times.
// columns: actor, killed, injured, claims
// example: kg ask casualties-by-actor
MATCH (c:Claim)-[:ACTOR]->(x:Entity)
WHERE c.type = 'ASSAULT' AND c.status IN ['actual', 'alleged', 'historical'] AND (c.killed_low IS NOT NULL OR c.injured_low IS NOT NULL)
RETURN x.name AS actor, coalesce(sum(c.killed_low), 0) AS killed, coalesce(sum(c.injured_low), 0) AS injured, count(c) AS claims
ORDER BY killed DESC, injured DESC, actor

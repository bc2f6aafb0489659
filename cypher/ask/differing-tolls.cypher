// title: Where the numbers of killed differ
// about: Claims of killing at one place and day whose numbers are not the same.
// columns: place, day, killed, sentence, outlet
// example: kg ask differing-tolls
MATCH (c:Claim)-[:AT]->(p:Entity)<-[:AT]-(d:Claim)
WHERE c.killed_low IS NOT NULL AND d.killed_low IS NOT NULL AND c.killed_low <> d.killed_low AND c.start = d.start
MATCH (c)-[:`IN`]->(a:Article)
RETURN DISTINCT p.name AS place, c.start AS day, c.killed_low AS killed, c.sentence AS sentence, a.outlet AS outlet
ORDER BY place, day, killed, sentence

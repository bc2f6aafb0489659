// title: Who leads what
// about: Office-holders and commanders, with the number of claims that say so.
// columns: leader, leads, claims, first, last
// example: kg ask who-leads-what
MATCH (x:Entity)-[r:LEADS]->(y:Entity)
RETURN x.name AS leader, y.name AS leads, r.count AS claims, r.first AS first, r.last AS last
ORDER BY leads, claims DESC, leader

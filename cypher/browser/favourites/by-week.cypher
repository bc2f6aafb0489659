// Acts of conflict and of cooperation, week by week
MATCH (c:Claim)-[:`IN`]->(a:Article)
WHERE c.status IN ['actual', 'alleged'] AND c.quad IS NOT NULL
WITH c, coalesce(c.start_date, a.published_date) AS day
WHERE day IS NOT NULL
RETURN date.truncate('week', day) AS week, count(CASE WHEN c.quad ENDS WITH '-' THEN 1 END) AS conflict, count(CASE WHEN c.quad ENDS WITH '+' THEN 1 END) AS cooperation
ORDER BY week

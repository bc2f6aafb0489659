// What is in here: labels, types, and what ties them
CALL db.schema.visualization()

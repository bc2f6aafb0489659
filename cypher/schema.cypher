// Constraints and indexes of the graph, written by `kg schema --cypher`: change the ontology, not this.
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;
CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);
CREATE INDEX actor_name IF NOT EXISTS FOR (n:Actor) ON (n.name);
CREATE INDEX place_name IF NOT EXISTS FOR (n:Place) ON (n.name);
CREATE INDEX country_name IF NOT EXISTS FOR (n:Country) ON (n.name);
CREATE INDEX person_name IF NOT EXISTS FOR (n:Person) ON (n.name);
CREATE INDEX organization_name IF NOT EXISTS FOR (n:Organization) ON (n.name);
CREATE INDEX group_name IF NOT EXISTS FOR (n:Group) ON (n.name);
CREATE INDEX claim_type IF NOT EXISTS FOR (n:Claim) ON (n.type);
CREATE INDEX claim_start IF NOT EXISTS FOR (n:Claim) ON (n.start);
CREATE INDEX claim_start_date IF NOT EXISTS FOR (n:Claim) ON (n.start_date);
CREATE INDEX claim_article IF NOT EXISTS FOR (n:Claim) ON (n.article);
CREATE INDEX article_published_date IF NOT EXISTS FOR (n:Article) ON (n.published_date);
CREATE POINT INDEX entity_location IF NOT EXISTS FOR (n:Entity) ON (n.location);
CREATE TEXT INDEX entity_keys IF NOT EXISTS FOR (n:Entity) ON (n.keys);
CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases];

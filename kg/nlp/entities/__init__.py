"""How actors and places are found in one document and tied into chains; the components of `kg.nlp` call these."""

"""Our network at run time: word pieces, shapes, lemma scripts, trees. No spaCy, no torch."""

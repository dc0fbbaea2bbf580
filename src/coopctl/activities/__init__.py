"""Published activities of the International Aid Transparency Initiative (IATI), version 2.01 to 2.03, as roadmaps."""

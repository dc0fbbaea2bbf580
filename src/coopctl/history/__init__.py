"""What became of a portfolio: the versions that git keeps, compared. `revisions` reads git, `compare` two versions of a
roadmap, `since` a portfolio at two times, `life` follows one thing."""

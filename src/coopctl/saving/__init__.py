"""Writing a portfolio's files so that nothing is lost: `changes` is the way in."""

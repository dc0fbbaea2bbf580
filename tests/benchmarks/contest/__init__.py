"""The same work given to coopctl and to other programs, and how many times as long each takes."""

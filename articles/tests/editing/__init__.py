"""The story form and everything that keeps words safe: versions, several writers, advice, the bin, the diary."""

"""The public record: what stops a story, publish, withdraw, correct, translate, share a draft."""

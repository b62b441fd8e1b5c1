"""A database that is held, gone or slow; what pages cost it; what a migration may not do to it."""

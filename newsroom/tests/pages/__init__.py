"""Front, search, archive, sitemaps, text edition and events: what readers and machines are shown and told."""

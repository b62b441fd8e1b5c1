"""The library of pictures and films: forms, many at once, where each is used, rights that end."""

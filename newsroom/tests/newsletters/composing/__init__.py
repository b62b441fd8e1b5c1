"""Issues of letters: their rows, their screen, the letter that one makes, and the web's copy of it."""

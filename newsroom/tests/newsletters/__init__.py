"""Letters by e-mail and who gets them: asked for, confirmed, left, offered, counted."""

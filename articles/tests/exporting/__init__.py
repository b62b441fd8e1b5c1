"""The way out: files, their manifest, ninjs; and the way back in, which shows that nothing was left behind."""

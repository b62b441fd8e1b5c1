"""Public pages as readers' browsers have them: on phones, in large text, in old browsers, by weight."""

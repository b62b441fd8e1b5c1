"""Picture files: what is taken, in which process, which words are read of them, and what is made of them."""

"""Payment providers: Stripe's SDK on a transport of ours, its messages, and the pretended bank."""

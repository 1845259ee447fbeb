"""Every window: what a person sees and touches."""

"""What planning found, in words and for programs."""

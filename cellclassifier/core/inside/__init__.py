"""What happens inside a network: its features, how it learnt, the loss around it."""

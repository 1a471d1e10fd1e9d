"""What a click or a command does: parse, call one use case, show its result."""

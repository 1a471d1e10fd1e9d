"""When things recur: the rules of time for daily questions and scheduled rounds."""

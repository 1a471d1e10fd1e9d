"""What messages look like: each function turns a frozen result into a checked Components V2 layout."""

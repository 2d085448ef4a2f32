"""What a badge says, how it is signed, and how a stranger checks it. Pure."""

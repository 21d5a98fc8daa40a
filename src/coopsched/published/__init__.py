"""What attendees were shown, and what they are shown next: the publication."""

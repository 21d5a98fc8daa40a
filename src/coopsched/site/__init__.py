"""The site of a programme: pages to look at, print and share, made of what was published."""

"""What lies in a snapshot: named, listed, searched, shown and looked at for its meaning."""

"""What each machine keeps of its own: tombstones, copies of the bucket's files, room on the disk."""

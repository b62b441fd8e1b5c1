"""Who somebody is and what is kept of them: names, merging, exports, erasing."""

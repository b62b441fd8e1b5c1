"""The Saltmere Courier: a newspaper that never was, complete, to try everything with."""

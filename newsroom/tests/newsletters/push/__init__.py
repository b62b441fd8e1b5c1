"""Alerts in browsers: asked for, sealed, sent, and stopped."""

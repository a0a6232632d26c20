"""Fetching models from the hub or a mirror of it: pinned, resumable, verified."""

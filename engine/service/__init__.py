"""The engine as a process that others talk to: JSON-RPC 2.0, one JSON object per line, on stdin and stdout."""

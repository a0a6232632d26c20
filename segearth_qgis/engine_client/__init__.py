"""The plugin's side of the process border: the protocol, the engine's process, and one run of a question."""

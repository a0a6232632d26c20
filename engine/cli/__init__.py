"""The command line: `segearth ask | plan | batch | resume | vectorize | explain | cache | serve | models | ...`.

Exit codes: 0 done (also when nothing was found), 1 the run failed, 2 the arguments or the input are wrong,
130 interrupted. With --json stdout holds one JSON object and nothing else (`batch`: one a line, the result last).
torch is imported only to run a model.
"""

from .command_line import main
from .texts import summary

__all__ = ["main", "summary"]

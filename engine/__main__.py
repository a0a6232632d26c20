"""`python -m engine` is the same as `segearth`."""

import sys

from engine.cli import main

sys.exit(main())

#!/bin/sh
# install_engine.sh PIP LOCK: installs the locked packages of the engine. The CPU build of torch is taken where pip
# finds it (PyTorch's CPU index, or a local folder; see pytorch.org), else the same version from the default index.
set -eu
pip=$1
lock=$2
if ! grep -q '+cpu' "$lock"; then
    "$pip" install --quiet -r "$lock"
elif "$pip" download --quiet --no-deps --dest "${TMPDIR:-/tmp}/segearth-wheels" "$(grep '^torch==' "$lock")" 2>/dev/null; then
    "$pip" install --quiet --no-deps --find-links "${TMPDIR:-/tmp}/segearth-wheels" -r "$lock"
else
    echo "No CPU build of torch found; taking the default build (several GB). To avoid it, set" >&2
    echo "PIP_EXTRA_INDEX_URL to PyTorch's CPU index and run make setup again." >&2
    sed 's/+cpu//' "$lock" >"$lock.tmp"
    "$pip" install --quiet -r "$lock.tmp"
    rm -f "$lock.tmp"
fi

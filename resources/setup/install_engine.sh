#!/bin/sh
# install_engine.sh PIP LOCK: installs the locked packages of the engine. The CPU build of torch is taken where pip
# finds it (PyTorch's CPU index, or a local folder; see pytorch.org), else the same version from the default index.
set -eu
pip=$1
lock=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' HUP INT TERM
if ! grep -q '+cpu' "$lock"; then
    "$pip" install --quiet -r "$lock"
elif "$pip" download --quiet --no-deps --dest "$scratch" "$(grep '^torch==' "$lock")"; then
    "$pip" install --quiet --no-deps --find-links "$scratch" -r "$lock"
else
    echo "No CPU build of torch found, see above; taking the default build (several GB). To avoid it, set" >&2
    echo "PIP_EXTRA_INDEX_URL to PyTorch's CPU index and run make setup again." >&2
    sed 's/+cpu//' "$lock" >"$scratch/lock.txt"
    "$pip" install --quiet -r "$scratch/lock.txt"
fi

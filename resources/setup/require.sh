#!/bin/sh
# Makes sure that a part of the system is there: venv, qgis or xvfb. Installs it from Debian's packages where that
# is allowed without asking (root, or sudo without a password); else says the command and stops.
set -eu

need() { # packages, then the sentence for the person
    packages=$1
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        run=""
    elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then
        run="sudo"
    else
        echo "Missing: $2. Install it with: sudo apt install $packages" >&2
        exit 1
    fi
    echo "Installing $packages" >&2
    # shellcheck disable=SC2086  # several packages in one word
    $run apt-get update -qq && $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
}

case $1 in
venv) "${PYTHON:-python3}" -c "import venv, ensurepip" 2>/dev/null || need "python3-venv" "the venv module of Python" ;;
qgis)
    "${QGIS_PYTHON:-/usr/bin/python3}" -c "import qgis.core" 2>/dev/null || need "qgis python3-qgis python3-venv" "QGIS with its Python bindings"
    "${QGIS_PYTHON:-/usr/bin/python3}" -c "import venv, ensurepip" 2>/dev/null || need "python3-venv" "the venv module of the system's Python"
    ;;
xvfb) { command -v xvfb-run && command -v xauth; } >/dev/null || need "xvfb xauth" "Xvfb, a screen in memory" ;;
*)
    echo "usage: require.sh venv|qgis|xvfb" >&2
    exit 2
    ;;
esac

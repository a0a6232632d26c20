#!/bin/sh
# test_matrix.sh [FOLDER]: the plugin's tests in the QGIS of Debian 13 (3.40), in a folder made by debootstrap and kept
# for the next time. Needs root. Not part of CI: it takes some minutes and 2.5 GB the first time.
set -eu
folder=${1:-/var/tmp/segearth-debian13}
root=$(cd "$(dirname "$0")/../.." && pwd)
[ "$(id -u)" = 0 ] || { echo "test_matrix.sh needs root: sudo make test-matrix" >&2; exit 1; }
command -v debootstrap >/dev/null || { apt-get update -qq && apt-get install -y -qq debootstrap; }

inside() { chroot "$folder" env -i PYTEST_WORDS="${PYTEST_WORDS:-}" DEBIAN_FRONTEND=noninteractive HOME=/root LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }

if [ ! -e "$folder/ready" ]; then
    debootstrap --variant=minbase --include=ca-certificates trixie "$folder"
    cp /etc/resolv.conf "$folder/etc/resolv.conf"
    for certificates in /usr/local/share/ca-certificates/*.crt; do # those of the own network
        [ ! -e "$certificates" ] || cp "$certificates" "$folder/usr/local/share/ca-certificates/"
    done
    inside update-ca-certificates
    inside apt-get update -qq
    inside apt-get install -y -qq --no-install-recommends qgis python3-qgis python3-venv
    touch "$folder/ready"
fi
if [ ! -e "$folder/tests/ready" ] || ! cmp -s "$root/resources/requirements/qgis-tests.txt" "$folder/tests/ready"; then
    wheels="$folder/tests/wheels"
    rm -rf "$folder/tests"
    mkdir -p "$wheels"
    version=$(inside python3 -c "import sys; print('%d.%d' % sys.version_info[:2])")
    python3 -m pip download --quiet --no-deps --only-binary :all: --python-version "$version" --dest "$wheels" -r "$root/resources/requirements/qgis-tests.txt"
    inside python3 -m venv --system-site-packages /tests/venv
    cp "$root/resources/requirements/qgis-tests.txt" "$folder/tests/lock.txt"
    inside /tests/venv/bin/pip install --quiet --no-deps --no-index --find-links /tests/wheels -r /tests/lock.txt
    mv "$folder/tests/lock.txt" "$folder/tests/ready"
fi

copy="$folder/work"
rm -rf "$copy"
mkdir -p "$copy/resources"
for part in segearth_qgis engine tests metadata.txt LICENSE pyproject.toml; do cp -r "$root/$part" "$copy/$part"; done
for part in icons styles requirements setup help i18n sample; do
    [ ! -e "$root/resources/$part" ] || cp -r "$root/resources/$part" "$copy/resources/$part"
done
mkdir -p "$folder/proc" "$folder/dev"
mountpoint -q "$folder/proc" || mount -t proc proc "$folder/proc"
trap 'umount "$folder/proc"' EXIT
inside python3 -c "import qgis.core; print('QGIS', qgis.core.Qgis.version())"
inside sh -c "cd /work && QT_QPA_PLATFORM=offscreen /tests/venv/bin/python -m pytest ${PYTEST_WORDS:-tests/qgis}"

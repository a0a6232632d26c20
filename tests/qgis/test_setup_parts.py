"""The parts of the set-up that are plain functions: what pip says, which Python fits, what environments inherit."""

from __future__ import annotations

import pytest

from segearth_qgis.engine_client.environment import installer_environment
from segearth_qgis.engine_client.setup_locks import builds, lock_name, read_lock
from segearth_qgis.engine_client.setup_pip import PipReader, absent_package, install_command, pip_failure
from segearth_qgis.engine_client.setup_python import FoundPython, candidates, no_python, read_answer
from segearth_qgis.engine_client.setup_report import read_report


def read(*lines: str, wanted: int = 2) -> PipReader:
    reader = PipReader(wanted)
    for line in lines:
        reader.feed(line)
    return reader


def test_packages_and_bytes_are_counted():
    reader = read(
        "Collecting numpy==2.4.6 (from -r /a/b.txt (line 1))",
        "  Downloading numpy-2.4.6-cp311-x.whl (16.9 MB)",
        "Progress 8000000 of 16900000",
    )
    assert (reader.progress.packages, reader.progress.bytes_done, reader.progress.name) == (1, 8_000_000, "numpy")
    reader.feed("Progress 16900000 of 16900000")
    reader.feed("Processing /wheels/torch-2.13.0+cpu-cp311.whl (from -r /a/b.txt (line 2))")
    assert (reader.progress.packages, reader.progress.bytes_done) == (2, 16_900_000)


def test_a_pip_without_lines_of_progress_counts_what_it_names():
    assert read("Collecting a", "  Downloading a-1.whl (1.5 kB)", "Collecting b").progress.bytes_done == 1_500


def test_the_share_grows_and_ends_before_the_step_does():
    lines = [
        "Collecting a",
        "Progress 1 of 2",
        "Progress 2 of 2",
        "Collecting b",
        "Installing collected packages: a, b",
    ]
    reader, shares = PipReader(2), []
    for line in lines:
        reader.feed(line)
        shares.append(reader.progress.fraction)
    assert shares == sorted(shares)
    assert shares[-1] < 1.0
    assert reader.progress.installing


def test_lines_of_progress_are_not_for_people():
    reader = PipReader(1)
    assert not reader.feed("Progress 1 of 2")
    assert not reader.feed("  ")
    assert reader.feed("Collecting a")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "setup_no_space"),
        ("WARNING: Retrying after connection broken by 'NewConnectionError(...)': /simple/torch/", "setup_no_network"),
        ("WARNING: Retrying after connection broken by 'ProxyError(...)': /simple/torch/", "setup_no_network"),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))", "setup_no_network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "setup_checksum"),
        ("ERROR: No matching distribution found for torch==2.13.0+cpu", "setup_not_available"),
        ("Segmentation fault", "setup_failed"),
    ],
)
def test_what_pip_says_becomes_a_kind_with_a_next_step(line, kind):
    error = pip_failure(["Collecting torch", line])
    assert error.kind == kind
    assert error.sentence
    assert error.hint


def test_the_last_lines_are_told_where_there_is_no_kind():
    assert "line 9" in pip_failure([f"line {number}" for number in range(10)]).hint


def test_a_package_counts_as_absent_only_where_all_places_could_be_asked():
    absent = "ERROR: No matching distribution found for torch==2.13.0+cpu"
    assert absent_package([absent]) == "torch==2.13.0+cpu"
    assert absent_package(["NewConnectionError", absent]) == ""


def test_offline_means_no_index():
    words = install_command("/env/python", ["x"], modern=False, offline="/stick/wheels")
    assert words[words.index("--no-index") + 1 :][:2] == ["--find-links", "/stick/wheels"]
    assert ":all:" in words


def test_an_interpreter_is_asked_and_judged():
    found = read_answer("/usr/bin/python3", '{"version": [3, 11, 2], "bits64": true, "venv": true}')
    assert found == FoundPython("/usr/bin/python3", (3, 11, 2), True, True)
    assert found.fits()
    assert found.fits((3, 11))
    assert not found.fits((3, 12))
    assert read_answer("/bin/echo", "hello") is None


@pytest.mark.parametrize("version", [(3, 9, 5), (3, 10, 1), (3, 15, 0)])
def test_other_versions_do_not_fit(version):
    assert not FoundPython("p", version, True, True).fits()


def test_a_python_without_venv_leads_to_the_package_of_the_system(monkeypatch):
    monkeypatch.setattr("segearth_qgis.engine_client.setup_python.sys.platform", "linux")
    error = no_python([FoundPython("/usr/bin/python3", (3, 11, 2), False, True)], None, "")
    assert "apt install python3-venv" in error.hint


def test_what_the_user_chose_is_the_only_candidate():
    assert candidates("~/python") == [__import__("os").path.expanduser("~/python")]
    assert "/usr/bin/python3" in candidates() or candidates()


def test_the_installer_sees_pips_sources_and_the_proxy_but_nothing_of_qgis():
    parent = {
        "PATH": "/bin",
        "PYTHONHOME": "/qgis",
        "PYTHONPATH": "/qgis",
        "LD_LIBRARY_PATH": "/qgis",
        "PIP_TARGET": "/elsewhere",
        "PIP_INDEX_URL": "https://mirror",
        "HTTPS_PROXY": "http://old",
    }
    seen = installer_environment(parent, {"HTTPS_PROXY": "http://new"}, "/scratch")
    assert {"PYTHONHOME", "PYTHONPATH", "LD_LIBRARY_PATH", "PIP_TARGET"} & set(seen) == set()
    assert (seen["PATH"], seen["PIP_INDEX_URL"], seen["HTTPS_PROXY"]) == ("/bin", "https://mirror", "http://new")
    assert {seen[name] for name in ("TMPDIR", "TEMP", "TMP")} == {"/scratch"}


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_there_is_a_lock_for_every_build(root, platform):
    for build in builds(platform):
        lock = read_lock(root / "resources" / "requirements" / f"{lock_name(build, platform)}.txt")
        assert lock.torch.startswith("torch==")
        assert any(line.startswith("numpy==") for line in lock.others)
        assert lock.complete == (lock.name == "linux-cpu")


def test_all_locks_name_the_same_versions(root):
    locks = [
        read_lock(root / "resources" / "requirements" / f"{name}.txt")
        for name in ("linux-cpu", "linux-cuda", "windows")
    ]
    assert len({lock.torch.partition("+")[0] for lock in locks}) == 1
    assert len({lock.others for lock in locks}) == 1


@pytest.mark.parametrize("output", ["", "{}", "Traceback", '{"ok": true, "engine": "0.0.1", "checks": []}'])
def test_a_self_check_that_says_anything_else_has_failed(output):
    assert not read_report(output, "0.1.0").ok

"""Annotation through an endpoint, against a local server that plays one: layout, resume, patience, money, the key."""

from __future__ import annotations

import argparse
import base64
import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from engine.errors import BadRequest, EndpointFailed
from training.data.earthreason import read_folder
from training.questions import command
from training.questions.annotation.endpoint import Endpoint, ItemRefused
from training.questions.annotation.replies import Malformed, read_fields, read_texts

KEY = "sk-test-0123456789abcdef"
Answer = tuple[int, dict[str, str], Any]


class Server:
    """Plays a chat endpoint. script: answers to give first, in turn; then replies as a good model would."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.script: list[Answer | Callable[[dict[str, Any]], Answer]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.seen.append(body)
                outer.headers.append({**self.headers, "path": self.path})
                step = outer.script.pop(0) if outer.script else good
                status, headers, content = step(body) if callable(step) else step
                if status == 0:
                    self.close_connection = True
                    return
                data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self) -> None:  # where urllib goes when it follows a redirect
                outer.headers.append({**self.headers, "path": self.path})
                self.send_error(404)

            def log_message(self, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr("training.questions.annotation.endpoint.FIRST_PAUSE_S", 0.0)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    running = Server()
    yield running
    running.http.shutdown()
    running.http.server_close()


def completion(text: str, usage: dict[str, int] | None = None) -> Answer:
    content: dict[str, Any] = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    return 200, {}, content | ({"usage": usage} if usage else {})


def prompt_of(body: dict[str, Any]) -> str:
    content = body["messages"][0]["content"]
    return content if isinstance(content, str) else content[0]["text"]


def good(body: dict[str, Any]) -> Answer:
    prompt = prompt_of(body)
    usage = {"prompt_tokens": 1000, "completion_tokens": 100}
    if wanted := re.search(r"with (\d) texts", prompt):
        start = "Where" if "given question" in prompt else "It is here"
        return completion(json.dumps({"texts": [f"{start} {n}" for n in range(int(wanted[1]))]}), usage)
    return completion('{"question": "Where could one swim?", "answer": "In the lake."}', usage)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three images; the third does not hold its category."""
    made = tmp_path / "data"
    for name in ("images", "labels"):
        (made / name).mkdir(parents=True)
    for number, stem in enumerate(("a", "b", "c")):
        Image.fromarray(np.full((60, 2000 if stem == "a" else 80, 3), 50 * number, np.uint8)).save(
            made / f"images/{stem}.jpg"
        )
        width = 2000 if stem == "a" else 80
        Image.fromarray(np.full((60, width), 0 if stem == "c" else 255, np.uint8)).save(made / f"labels/{stem}.png")
    (made / "index.csv").write_text("set,item,class\ndata,a,lake\ndata,b,lake\ndata,c,golf_course\n", encoding="utf-8")
    return made


def run(server: Server, folder: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    base = ["annotate", str(folder), "--endpoint", server.url, "--model", "seer"]
    return command.main(parser.parse_args([*base, *words]))


def test_a_folder_gets_six_questions_and_three_answers_in_earthreasons_layout(server: Server, folder: Path) -> None:
    assert run(server, folder) == 0
    items = read_folder(folder)
    assert [(item.stem, len(item.questions), len(item.answer)) for item in items] == [
        ("a", 6, 3),
        ("b", 6, 3),
        ("c", 6, 0),
    ]
    assert len(server.seen) == 3 + 3 + 2


def test_the_image_goes_along_once_shrunk_with_its_category_and_the_text_alone_is_rephrased(
    server: Server, folder: Path
) -> None:
    run(server, folder, "--limit", "1", "--image-px", "500", "--text-model", "writer")
    first, second, third = server.seen
    text, image = first["messages"][0]["content"]
    picture = Image.open(io.BytesIO(base64.b64decode(image["image_url"]["url"].split(",")[1])))
    assert (picture.format, picture.size) == ("JPEG", (500, 15))
    assert '"lake"' in text["text"]
    assert [body["model"] for body in server.seen] == ["seer", "writer", "writer"]
    assert '"Where could one swim?"' in second["messages"][0]["content"]
    assert '"In the lake."' in third["messages"][0]["content"]


def test_an_empty_label_asks_for_what_is_not_there(server: Server, folder: Path) -> None:
    run(server, folder)
    asked = [prompt_of(body) for body in server.seen if "golf course" in prompt_of(body)]
    assert len(asked) == 1
    assert 'does not show the category "golf course"' in asked[0]


def test_a_finished_image_is_never_asked_again(server: Server, folder: Path) -> None:
    run(server, folder)
    before = len(server.seen)
    assert run(server, folder) == 0
    assert len(server.seen) == before


def test_a_stopped_run_goes_on_at_the_reply_where_it_stopped(server: Server, folder: Path) -> None:
    server.script = [good, good, (401, {}, {"error": "no"})]
    with pytest.raises(EndpointFailed, match="401"):
        run(server, folder)
    with (folder / "annotation_log.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"item": "a", "mod')  # killed while it wrote
    assert run(server, folder) == 0
    assert len(server.seen) == 3 + (1 + 3 + 2)
    assert len(read_folder(folder)) == 3


def test_busy_servers_and_lost_connections_are_asked_again(server: Server, folder: Path) -> None:
    server.script = [(429, {"Retry-After": "0"}, "slow down"), (503, {}, "busy"), (0, {}, ""), (500, {}, "oops")]
    assert run(server, folder, "--limit", "1") == 0
    assert len(server.seen) == 4 + 3


def test_pauses_grow_and_heed_what_the_server_asks_for(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.questions.annotation.endpoint.FIRST_PAUSE_S", 1.0)
    pauses: list[float] = []
    server.script = [(503, {}, ""), (429, {"Retry-After": "30"}, ""), (503, {}, ""), (503, {}, "")]
    with pytest.raises(EndpointFailed, match="in 4 tries; the last: HTTP 503"):
        Endpoint(server.url, tries=4, sleep=pauses.append).chat("m", [])
    assert pauses == [1.0, 30.0, 4.0]


def test_a_silent_server_is_a_timeout_and_asked_again(server: Server) -> None:
    release = threading.Event()

    def wait(body: dict[str, Any]) -> Answer:
        release.wait(5)
        return good(body)

    server.script = [wait]
    reply = Endpoint(server.url, timeout_s=0.2, sleep=lambda pause: release.set()).chat("m", [{"content": "x"}])
    assert "lake" in reply.text


def test_unusable_replies_are_asked_again_with_the_reason(server: Server, folder: Path) -> None:
    server.script = [completion("I would rather not."), completion('{"question": "Where?"}')]
    assert run(server, folder, "--limit", "1") == 0
    again = server.seen[2]["messages"]
    assert [message["role"] for message in again] == ["user", "assistant", "user"]
    assert '"answer" is no text' in again[2]["content"]


def test_what_a_model_never_says_is_listed_as_failed_and_not_made_up(
    server: Server, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    server.script = [completion("no")] * 3
    assert run(server, folder) == 1
    assert [path.stem for path in sorted((folder / "QAs").iterdir())] == ["b", "c"]
    assert "failed: a: no usable reply in 3 tries; the last: it holds no JSON object" in caplog.text
    assert '"failed": "no usable reply' in (folder / "annotation_log.jsonl").read_text("utf-8")


def test_one_refused_image_fails_alone_but_five_in_a_row_stop_the_run(server: Server, folder: Path) -> None:
    server.script = [(400, {}, "this picture is not allowed")]
    assert run(server, folder) == 1
    assert [path.stem for path in sorted((folder / "QAs").iterdir())] == ["b", "c"]
    for number in range(5):
        Image.new("RGB", (8, 8)).save(folder / f"images/x{number}.png")
    rows = "".join(f"data,x{number},lake\n" for number in range(5))
    with (folder / "index.csv").open("a", encoding="utf-8") as file:
        file.write(rows)
    server.script = [(400, {}, "no such model")] * 6
    with pytest.raises(EndpointFailed, match="5 images in a row"):
        run(server, folder)


def test_the_key_reaches_the_server_and_no_file_and_no_log(
    server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    caplog.set_level("DEBUG")
    monkeypatch.setenv("SEER_KEY", KEY)
    server.script = [
        (429, {}, f"slow down, {KEY}"),
        completion(f"your key is {KEY}"),
        completion(json.dumps({"question": f"Who wrote {KEY}?", "answer": "No one."})),
        good,
        good,
        (400, {}, f"refused {KEY}"),
        (401, {}, f"wrong key {KEY}"),
    ]
    with pytest.raises(EndpointFailed) as caught:
        run(server, folder, "--key-env", "SEER_KEY")
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    out, err = capfd.readouterr()
    for said in (caplog.text, str(caught.value), repr(Endpoint(server.url, KEY)), out, err):
        assert KEY not in said
    files = [path for path in folder.parent.rglob("*") if path.is_file()]
    assert folder / "QAs/a.json" in files
    for path in files:
        assert KEY.encode() not in path.read_bytes(), path


def test_without_key_env_no_key_is_sent(server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    run(server, folder, "--limit", "1")
    assert "Authorization" not in server.headers[0]
    with pytest.raises(BadRequest, match="NOT_SET"):
        run(server, folder, "--key-env", "NOT_SET")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused_so_that_the_key_stays_with_its_host(server: Server, status: int) -> None:
    server.script = [(status, {"Location": f"{server.url}/elsewhere"}, "")]
    with pytest.raises(EndpointFailed, match=str(status)):
        Endpoint(server.url, KEY).chat("m", [])
    assert [headers["path"] for headers in server.headers] == ["/v1/chat/completions"]


def test_a_dry_run_estimates_and_asks_nothing(server: Server, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    assert run(server, folder, "--dry-run", "--price-in", "2.5", "--price-out", "10") == 0
    assert re.search(
        r"Estimate: 3 images, 8 requests, about [\d,]+ tokens in and [\d,]+ out, about 0\.0\d USD", caplog.text
    )
    assert server.seen == []
    assert not (folder / "QAs").exists()


def test_an_estimate_above_the_budget_needs_a_yes_and_the_budget_stops_the_run_all_the_same(
    server: Server, folder: Path
) -> None:
    money = ("--price-in", "1000", "--price-out", "0", "--budget", "1.5")  # a dollar a reply
    with pytest.raises(BadRequest, match="above the budget"):
        run(server, folder, *money)
    assert server.seen == []
    assert run(server, folder, *money, "--yes") == 1
    assert len(server.seen) == 2
    assert run(server, folder, *money, "--yes") == 1  # former replies count
    assert len(server.seen) == 2


def test_many_requests_without_a_budget_need_a_yes(
    server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.questions.annotation.command.UNASKED_REQUESTS", 7)
    with pytest.raises(BadRequest, match="above 7 requests"):
        run(server, folder)
    assert run(server, folder, "--yes") == 0


def test_a_budget_without_prices_and_an_image_without_category_are_refused(server: Server, folder: Path) -> None:
    with pytest.raises(BadRequest, match="needs --price-in"):
        run(server, folder, "--budget", "1")
    Image.new("RGB", (8, 8)).save(folder / "images/stray.png")
    with pytest.raises(BadRequest, match="the first is 'stray'"):
        run(server, folder)


def test_categories_may_be_a_json_of_file_names(server: Server, folder: Path, tmp_path: Path) -> None:
    named = tmp_path / "scenes.json"
    named.write_text(json.dumps({"a.jpg": "tennis_court", "b.jpg": "river", "c.jpg": "river"}), encoding="utf-8")
    run(server, folder, "--categories", str(named), "--limit", "1", "--out", str(tmp_path / "out"))
    assert '"tennis court"' in prompt_of(server.seen[0])
    assert (tmp_path / "out/QAs/a.json").is_file()
    assert not (folder / "QAs").exists()


@pytest.mark.parametrize("url", ["ftp://x/v1", "localhost:8000", "https://user:pw@x/v1", "https://x/v1?key=1"])
def test_addresses_that_are_none_or_hold_secrets_are_refused(url: str) -> None:
    with pytest.raises(BadRequest):
        Endpoint(url)


def test_an_answer_that_is_no_chat_completion_names_the_mistake(server: Server) -> None:
    server.script = [(200, {}, "<html>hello</html>")]
    with pytest.raises(EndpointFailed, match="no chat completion"):
        Endpoint(server.url).chat("m", [])
    server.script = [(413, {}, "too large")]
    with pytest.raises(ItemRefused, match="413"):
        Endpoint(server.url).chat("m", [])


def test_replies_are_read_from_fences_and_numbered_lists() -> None:
    assert read_fields('Sure:\n```json\n{"question": "Where  is\\nit?", "answer": "Here."}\n```', ("question",)) == (
        "Where is it?",
    )
    assert read_texts("1. In one place? 2. In another? 3) Or here?", 3) == ("In one place?", "In another?", "Or here?")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("", "no list"),
        ('{"texts": ["a", "b"]}', "2 texts instead of 3"),
        ('{"texts": ["a", "b", "A"]}', "the same"),
        ('{"texts": ["a", "", "c"]}', "text 2 is no text"),
        ('{"texts": "a"}', "no list"),
        ('{"texts": ["a", "b", 3]}', "text 3 is no text"),
        ("1. a 3. b 4. c", "no list"),
    ],
)
def test_replies_with_something_amiss_are_malformed(reply: str, reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        read_texts(reply, 3)

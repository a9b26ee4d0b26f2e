"""How long a browser takes to show an audit of 10,000 certificates, and to filter it.

Writes the page, shows it in a headless Chromium and prints what that says of itself:

    .venv/bin/python bench/audit_page.py [--certificates 10000] [--page FILE]
"""

import argparse
import json
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from pulumi_acm.audit.reports import page  # noqa: E402
from support.audits import many  # noqa: E402  # what the tests show as well

PATIENCE: Final = 60
"""Seconds that Chromium has."""
TOLD: "queue.Queue[dict[str, Any]]" = queue.Queue()
HARNESS: Final = """<!DOCTYPE html>
<iframe id="page" src="page.html" width="1200" height="900"></iframe>
<script>
const frame = document.getElementById("page");
frame.addEventListener("load", () => setTimeout(() => {
  const inside = frame.contentWindow;
  const told = {};
  for (const each of inside.performance.getEntriesByType("paint")) {
    told[each.name] = each.startTime;
  }
  told.complete = inside.performance.getEntriesByType("navigation")[0].loadEventEnd;
  const field = inside.document.querySelector("input[name=text]");
  const count = inside.document.getElementById("count");
  const begin = performance.now();
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
    told.filtered = performance.now() - begin;
    told.left = count.textContent;
    fetch("/", { method: "POST", body: JSON.stringify(told) });
  }))).observe(count, { childList: true });
  field.value = "team-13";
  field.dispatchEvent(new inside.Event("input", { bubbles: true }));
}, 2000));
</script>
"""


class Handler(SimpleHTTPRequestHandler):
    """Hands out the page, and takes what was measured."""

    def do_POST(self) -> None:
        """Take it."""
        TOLD.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def measured(directory: Path) -> dict[str, Any]:
    """Show `page.html` of a directory; return what Chromium says, in milliseconds."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("there is no chromium on PATH")
    (directory / "index.html").write_text(HARNESS, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(directory)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--remote-debugging-port=0",  # what keeps it from ending at once
        f"--user-data-dir={directory / 'profile'}",
        f"http://127.0.0.1:{server.server_port}/",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as browser:
        try:
            return TOLD.get(timeout=PATIENCE)
        finally:
            browser.terminate()
            server.shutdown()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificates", type=int, default=10_000)
    parser.add_argument("--page", type=Path, help="where to leave the page")
    options = parser.parse_args()
    audit = many(options.certificates)
    begin = time.perf_counter()
    text = page.render(audit)
    seconds = time.perf_counter() - begin
    if options.page:
        options.page.write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        (Path(directory) / "page.html").write_text(text, encoding="utf-8")
        told = measured(Path(directory))
    print(f"{options.certificates:,} certificates, {len(audit.findings):,} findings")
    print(f"written in {seconds:.2f} s, {len(text) / 1e6:.1f} MB")
    for name, value in told.items():
        print(f"{name}: {value if isinstance(value, str) else f'{value:.0f} ms'}")


if __name__ == "__main__":
    main()

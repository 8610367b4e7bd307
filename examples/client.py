"""Reads a library that `readings serve` serves, with Requests.

    python3 -m venv .venv && .venv/bin/pip install requests
    readings serve &
    .venv/bin/python examples/client.py cold start
"""

import argparse
import sys
from collections.abc import Iterator

import requests

TIMEOUT = (3.05, 10)  # seconds to connect, and between two bytes


class Library:
    """A client with one connection for all requests."""

    def __init__(self, address: str, token: str | None = None) -> None:
        self.address = address.rstrip("/")
        self.session = requests.Session()
        if token:
            self.session.headers["Authorization"] = f"Bearer {token}"

    def records(self, path: str, **params: str | int | list[str]) -> Iterator[dict]:
        """Yields the records of all pages. Each page names the next one in its Link header."""
        url = f"{self.address}/api/{path}"
        while url:
            response = self.session.get(url, params=params, timeout=TIMEOUT)
            check(response)
            yield from response.json()
            next_page = response.links.get("next", {}).get("url")
            url = requests.compat.urljoin(response.url, next_page) if next_page else None
            params = {}  # The address of the next page has them.

    def markdown(self, address: str) -> str:
        """Returns a section as it is in its file."""
        response = self.session.get(
            f"{self.address}/api/section",
            params={"address": address},
            headers={"Accept": "text/markdown"},
            timeout=TIMEOUT,
        )
        check(response)
        return response.text


def check(response: requests.Response) -> None:
    """Raises an error that says what happened and what to do (RFC 9457)."""
    if response.ok:
        return
    if response.headers.get("Content-Type", "").startswith("application/problem+json"):
        problem = response.json()
        raise requests.HTTPError(" ".join(filter(None, [problem["detail"], problem.get("hint")])), response=response)
    response.raise_for_status()


def main() -> int:
    parser = argparse.ArgumentParser(description="Search a library and print the best section.")
    parser.add_argument("words", nargs="+")
    parser.add_argument("--address", default="http://127.0.0.1:4177/")
    parser.add_argument("--token")
    options = parser.parse_args()
    library = Library(options.address, options.token)
    try:
        hits = list(library.records("search", q=" ".join(options.words), limit=5))
        for hit in hits:
            print(f"{hit['address']}: {hit['heading']}")
        if hits:
            print()
            print(library.markdown(hits[0]["address"]), end="")
    except requests.ConnectionError:
        print(f"No server answers at {options.address}. Start one: readings serve", file=sys.stderr)
        return 3
    except (requests.HTTPError, requests.Timeout) as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if hits else 1


if __name__ == "__main__":
    sys.exit(main())

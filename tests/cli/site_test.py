# SPDX-License-Identifier: GPL-3.0-or-later
"""The documentation site: it builds, every rule has its page and pictures, no link is dead, nothing comes from elsewhere.

usage: site_test.py SOURCE_DIR PHOTOLINT
"""
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

# What a browser fetches by itself to show a page, as tag and attribute.
LOADED = {("script", "src"), ("img", "src"), ("img", "srcset"), ("iframe", "src"), ("source", "src"), ("source", "srcset"), ("embed", "src"),
          ("object", "data"), ("video", "src"), ("audio", "src"), ("link", "href"), ("form", "action")}
PICTURES_FEWEST = 70  # of 101 rules; those of lists and codes have none


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.loaded, self.links, self.names = [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for key, value in attributes:
            if (tag, key) in LOADED:
                self.loaded.append(value or "")
            elif tag == "a" and key == "href":
                self.links.append(value or "")
            if key == "id" or (tag == "a" and key == "name"):
                self.names.add(value)
            if key == "style":
                self.loaded += from_css(value or "")


def from_css(text):
    return re.findall(r"url\(\s*[\"']?([^)\"']+)", text) + re.findall(r"@import\s+[\"']([^\"']+)", text)


def is_remote(address):
    return bool(re.match(r"//|[a-z][a-z0-9+.-]*:", address, re.I)) and not address.startswith("data:")


def check_pages(site, wrong):
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        here = path.relative_to(site)
        wrong += [f"{here} loads {address}" for address in page.loaded if is_remote(address)]
        for address in page.links + page.loaded:
            if is_remote(address) or address.startswith("data:"):
                continue
            split = urllib.parse.urlsplit(address)
            # One dot is the site's own start in some links of the theme.
            target = pathlib.Path(os.path.normpath(path.parent / urllib.parse.unquote(split.path))) if split.path else path
            if address.startswith("/") or site not in [target, *target.parents] or not target.is_file():
                wrong.append(f"{here} links to {address}, which is not there")
            elif split.fragment and target in pages and urllib.parse.unquote(split.fragment) not in pages[target].names:
                wrong.append(f"{here} links to {address}, and that page has no such place")
    for path in sorted(site.rglob("*.css")):
        for address in from_css(path.read_text(encoding="utf-8")):
            if is_remote(address):
                wrong.append(f"{path.relative_to(site)} loads {address}")


def check_rules(site, source, rules, wrong):
    pictures = 0
    for rule in rules:
        samples = source / "samples/rules" / rule["name"]
        drawn = all((samples / f"{kind}.jpg").is_file() for kind in ("good", "bad"))
        pictures += drawn
        for folder, language in (("rules", "en"), ("zh-CN/rules", "zh-CN")):
            path = site / folder / f"{rule['code'].lower()}-{rule['name']}.html"
            if not path.is_file():
                wrong.append(f"no page {path.relative_to(site)}")
                continue
            text = path.read_text(encoding="utf-8")
            if f'lang="{language}"' not in text:
                wrong.append(f"{path.relative_to(site)} does not say that it is {language}")
            if drawn and not all(f"pictures/{rule['name']}-{kind}.jpg" in text for kind in ("good", "bad")):
                wrong.append(f"{path.relative_to(site)} lacks its pictures")
    if pictures < PICTURES_FEWEST:
        wrong.append(f"only {pictures} rules have pictures")


def check_bytes(site, source, folder, wrong):
    for path in sorted(site.rglob("*")):
        if path.suffix in (".html", ".json", ".css") and any(word in path.read_text(encoding="utf-8") for word in (str(source), folder)):
            wrong.append(f"{path.relative_to(site)} holds a path of this machine")


def contents(site):
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def main(source, program):
    source = pathlib.Path(source).resolve()
    rules = json.loads(subprocess.run([program, "--no-config", "rules", "--json"], check=True, capture_output=True).stdout)
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        build = [str(source / "docs/site/build.sh"), "--photolint", os.path.abspath(program)]
        site = pathlib.Path(folder).resolve() / "site"
        subprocess.run([*build, str(site)], check=True)
        check_pages(site, wrong)
        check_rules(site, source, rules, wrong)
        check_bytes(site, source, folder, wrong)
        first = contents(site)
        subprocess.run([*build, str(site)], check=True)
        if contents(site) != first:
            wrong.append("a second build gives other bytes")
        # A folder of somebody's own must survive a slip of the hand.
        own = pathlib.Path(folder) / "own"
        own.mkdir()
        (own / "letter.txt").write_text("mine", encoding="utf-8")
        refused = subprocess.run([*build, str(own)], capture_output=True)
        if refused.returncode != 2 or not (own / "letter.txt").is_file():
            wrong.append("a folder that holds no site was overwritten")
    if wrong:
        sys.exit("\n".join(wrong[:50]))


if len(sys.argv) != 3:
    sys.exit(__doc__)
main(sys.argv[1], sys.argv[2])

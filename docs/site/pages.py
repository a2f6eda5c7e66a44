# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the documentation site: docs/site/build.sh runs this before and after mkdocs.

usage: pages.py prepare ROOT PROGRAM WORK   writes WORK/pages and WORK/mkdocs.yml
       pages.py finish SITE                 gives the built pages their language and takes out what needs a server
"""
import json
import pathlib
import posixpath
import re
import shutil
import subprocess
import sys

WORDS = {
    "en": {"good": "Passes", "bad": "Does not pass", "other": "[中文]", "alt_good": "a photo that passes", "alt_bad": "a photo that does not pass",
           "drawn": "Drawn for the project; the person does not exist."},
    "zh-CN": {"good": "符合要求", "bad": "不符合要求", "other": "[English]", "alt_good": "符合要求的照片", "alt_bad": "不符合要求的照片",
              "drawn": "图片由项目绘制，并非真人。"},
}
PREFIX = {"en": "", "zh-CN": "zh-CN/"}
LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^)\s]+)\)")
RULE = re.compile(r"### ([A-Z]{3}\d{3}) ([a-z0-9-]+)")
FENCE = re.compile(r"(^```.*?^```[ ]*$)", re.M | re.S)


def fail(text):
    sys.exit(f"site: {text}")


def site_path(source):
    """Where a document of the repository stands in the site; None for what is no page."""
    fixed = {"README.md": "index.md", "README.zh-CN.md": "zh-CN/index.md", "docs/README.md": "documents.md",
             "lib/photolint/models/README.md": "networks.md", "docs/rules.md": "rules/index.md",
             "docs/rules.zh-CN.md": "zh-CN/rules/index.md", "docs/decisions": "decisions/index.md"}
    if source in fixed:
        return fixed[source]
    if not source.startswith("docs/") or not source.endswith(".md"):
        return None
    name = source[len("docs/"):]
    return f"zh-CN/{name[:-len('.zh-CN.md')]}.md" if name.endswith(".zh-CN.md") else name


def outside_fences(text, change):
    parts = FENCE.split(text)
    return "".join(part if i % 2 else change(part) for i, part in enumerate(parts))


def for_mkdocs(text):
    """What Markdown on the web reads otherwise than mkdocs: lists right below a paragraph, a bar inside code in a table."""
    text = re.sub(r"^(\|.*)$", lambda row: re.sub(r"`[^`]*`", lambda code: code[0].replace("\\|", "|"), row[0]), text, flags=re.M)
    return re.sub(r"^(?![-*|#> ]|\d+\. )(\S.*)\n(?=(?:- |\d+\. )\S)", r"\1\n\n", text, flags=re.M)


class Site:
    def __init__(self, root, program, work):
        self.root, self.program, self.work, self.pages = root, program, work, work / "pages"

    def write(self, name, text):
        path = self.pages / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def copy(self, source, name):
        path = self.pages / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)

    def link_target(self, source, page, target):
        """The link as it has to stand in the page; None where the site holds nothing to link to (a folder)."""
        path, _, anchor = target.partition("#")
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        if wanted.startswith(".."):
            fail(f"{source} links to {target}, outside the project")
        name = site_path(wanted)
        if name and name.endswith("rules/index.md") and anchor:
            name, anchor = f"{posixpath.dirname(name)}/{anchor}.md", ""
        if name is None:
            original = self.root / wanted
            if original.is_dir():
                return None
            if not original.is_file():
                fail(f"{source} links to {target}, which does not exist")
            name = f"files/{wanted}"
            self.copy(original, name)
        relative = posixpath.relpath(name, posixpath.dirname(page) or ".")
        return f"{relative}#{anchor}" if anchor else relative

    def rewrite(self, source, page, text):
        def one(link):
            image, label, target = link.groups()
            if re.match(r"[a-z]+:|#", target):
                return link[0]
            moved = self.link_target(source, page, target)
            return label if moved is None else f"{image}[{label}]({moved})"
        return outside_fences(text, lambda part: LINK.sub(one, for_mkdocs(part)))

    def documents(self):
        sources = ["README.md", "README.zh-CN.md", "lib/photolint/models/README.md"]
        sources += sorted(path.relative_to(self.root).as_posix() for path in (self.root / "docs").rglob("*.md"))
        for source in sources:
            page = site_path(source)
            if not page.endswith("rules/index.md"):
                self.write(page, self.rewrite(source, page, (self.root / source).read_text(encoding="utf-8")))

    def decisions(self):
        lines, nav = ["# Decisions", "", "Why something is as it is, a page each.", ""], []
        for path in sorted((self.root / "docs/decisions").glob("*.md")):
            title = path.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ")
            lines.append(f"- [{title}]({path.name})")
            nav.append({title: f"decisions/{path.name}"})
        self.write("decisions/index.md", "\n".join(lines) + "\n")
        return nav

    def figures(self, language, name):
        """The good and the bad picture of a rule side by side; nothing for a rule of lists."""
        words, parts = WORDS[language], []
        for kind in ("good", "bad"):
            picture = self.root / "samples/rules" / name / f"{kind}.jpg"
            if not picture.is_file():
                return ""
            target = f"rules/pictures/{name}-{kind}.jpg"
            self.copy(picture, target)
            address = posixpath.relpath(target, f"{PREFIX[language]}rules")
            parts.append(f'<figure class="{kind}"><img src="{address}" alt="{name}: {words["alt_" + kind]}">'
                         f"<figcaption>{words[kind]}</figcaption></figure>")
        return f'<div class="pair">{"".join(parts)}</div>\n\n*{words["drawn"]}*\n'

    def rules(self, language):
        text = subprocess.run([self.program, "--no-config", "rules", "--markdown", "--lang", language], check=True, capture_output=True,
                              encoding="utf-8").stdout
        head, *families = re.split(r"^## ", text, flags=re.M)
        index = re.sub(r"\]\(#([a-z0-9-]+)\)", r"](\1.md)", head + "## " + families[0])
        here, other = f"{PREFIX[language]}rules", "en" if language == "zh-CN" else "zh-CN"
        there = posixpath.relpath(f"{PREFIX[other]}rules", here)
        title, rest = index.split("\n", 1)
        self.write(f"{here}/index.md", f"{title}\n\n{WORDS[language]['other']}({there}/index.md)\n{rest}")
        nav, found = [], []
        for family in families[1:]:
            family_title, *rules = re.split(r"^(?=### )", family, flags=re.M)
            entries = []
            for rule in rules:
                heading, body = rule.split("\n", 1)
                code, name = RULE.fullmatch(heading).groups()
                page = f"{here}/{code.lower()}-{name}.md"
                link = f"{WORDS[language]['other']}({there}/{code.lower()}-{name}.md)"
                summary, body = body.strip().split("\n\n", 1)
                body = self.rewrite("docs/rules.md", page, body)
                self.write(page, f"# {code} {name}\n\n{summary} {link}\n\n{self.figures(language, name)}\n{body}\n")
                entries.append({f"{code} {name}": page})
                found.append(name)
            nav.append({family_title.strip(): entries})
        return nav, found

    def navigation(self, filled):
        lines = []
        for line in (self.root / "docs/site/mkdocs.yml").read_text(encoding="utf-8").splitlines():
            place = re.fullmatch(r'( *)- "\{(.*)\}"', line)
            # JSON is YAML, and one entry a line is all that is needed.
            lines += [f"{place[1]}- {json.dumps(entry, ensure_ascii=False)}" for entry in filled[place[2]]] if place else [line]
        (self.work / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def prepare(self):
        self.documents()
        filled, names = {"decisions": self.decisions()}, {}
        for language in WORDS:
            filled[f"rules {language}"], names[language] = self.rules(language)
        if not names["en"] or names["en"] != names["zh-CN"]:
            fail("the two languages have different rules")
        self.copy(self.root / "docs/site/site.css", "site.css")
        self.navigation(filled)


def shipped_scripts(site, page, text):
    """Debian's mkdocs has another jQuery than its templates name, and lacks scripts that only colour code: name what is there."""
    text = re.sub(r"<!--\[if lt IE 9\]>.*?<!\[endif\]-->", "", text, flags=re.S)

    def one(script):
        if (page.parent / script[2]).is_file():
            return script[0]
        jquery = sorted((site / "js").glob("jquery-*.js")) if "/jquery-" in f"/{script[2]}" else []
        return f"{script[1]}{posixpath.dirname(script[2])}/{jquery[0].name}{script[3]}" if jquery else ""
    return re.sub(r'(<script src=")([^"]+)("[^>]*></script>)', one, text)


def finish(site):
    # The theme's own page for addresses that do not exist and the map for search engines need the address of a server.
    for name in ("404.html", "sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).as_posix()
        language = "zh-CN" if name.startswith("zh-CN/") else "en"
        # The theme links to the folder of the first page, which only a server would answer with the page.
        home = posixpath.relpath(f"{PREFIX[language]}index.html", posixpath.dirname(name) or ".")
        text = re.sub(r'href="\.(?:\.?/?)*"', f'href="{home}"', page.read_text(encoding="utf-8"))
        text = shipped_scripts(site, page, text)
        # A click on the name of a section leads to its first page; the theme's script would open all sections instead.
        text = re.sub(r'href="#"(>[^<]*</a>\s*<ul[^>]*>\s*<li[^>]*><a [^>]*)(href="[^"#]+")', r"\2\1\2", text)
        text = re.sub(r'href="#"(>[^<]*</a>\s*<ul[^>]*>\s*<li[^>]*><a [^>]*)(href="[^"#]+")', r"\2\1\2", text)
        if language == "zh-CN":
            text = text.replace('lang="en"', 'lang="zh-CN"', 1)
            for english, chinese in (("Search docs", "搜索"), ("Type search term here", "搜索")):
                text = text.replace(f'="{english}"', f'="{chinese}"')
        page.write_text(text, encoding="utf-8")


if len(sys.argv) == 5 and sys.argv[1] == "prepare":
    Site(pathlib.Path(sys.argv[2]), sys.argv[3], pathlib.Path(sys.argv[4])).prepare()
elif len(sys.argv) == 3 and sys.argv[1] == "finish":
    finish(pathlib.Path(sys.argv[2]))
else:
    sys.exit(__doc__)

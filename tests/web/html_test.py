# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTML report in a headless Chromium, opened from disk: html_test.py PHOTOLINT HTML_BATCH SOURCE
[PICTURES [TEST ...]].

Checks the report of samples/batch, of samples/reconcile and of 100,000 made-up students. PICTURES: a folder that
gets a picture of every view, to look at. Times are printed and never decide."""
import base64
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.service import Service

PROGRAM, BATCH, SOURCE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
PICTURES = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
STUDENTS = 100000
PATIENCE = 120  # seconds until something that must come counts as missing


def browser():
    options = webdriver.ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en",
                 "--disable-background-networking", "--window-size=1366,860"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    driver.set_script_timeout(PATIENCE)
    return driver


class Page(unittest.TestCase):
    """One report in one browser; every test starts from a fresh load."""
    folder = None

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.report = cls.make(pathlib.Path(cls.temporary.name))
        cls.driver = browser()

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()
        cls.temporary.cleanup()

    @classmethod
    def make(cls, folder):
        raise unittest.SkipTest("made by its subclasses")

    def setUp(self):
        self.open("")

    def tearDown(self):
        self.assertEqual([entry["message"] for entry in self.driver.get_log("browser")], [])

    def open(self, state):
        self.driver.get("about:blank")
        self.driver.get((self.report / "index.html").as_uri() + "#" + state)
        self.wait(lambda: self.js("return document.documentElement.dataset.ready") == "1")

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def wait(self, true):
        end = time.monotonic() + PATIENCE
        while not true():
            self.assertLess(time.monotonic(), end, "it did not come")
            time.sleep(0.02)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        return self.js("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector)

    def count(self):
        """The number of items that fit the filters, as the page states it."""
        words = self.one("#count").text.replace(",", "")
        return int("".join(c if c.isdigit() else " " for c in words).split()[0])

    def choose(self, field, value):
        """value: of an option; a part of its text when it begins with '~'."""
        self.js("""const s = document.getElementById(arguments[0]), v = arguments[1];
          const o = [...s.options].find(o => v[0] === '~' ? o.textContent.includes(v.slice(1)) : o.value === v);
          s.value = o.value; s.dispatchEvent(new Event('change'));""", field, value)

    def type(self, text):
        box = self.one("#search")
        box.send_keys(Keys.CONTROL + "a", Keys.DELETE)
        box.send_keys(text)

    def picture(self, name):
        if PICTURES is None:
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        time.sleep(0.5)
        self.driver.save_screenshot(str(PICTURES / (name + ".png")))

    def window(self, width, height, ratio=1):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": False})

    def paper(self, name):
        """The page as it would be printed, as PDF."""
        pdf = base64.b64decode(self.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"])
        if PICTURES is not None:
            (PICTURES / (name + ".pdf")).write_bytes(pdf)
        return pdf


def check(arguments, out):
    run = subprocess.run([PROGRAM, *arguments, "--out", out, "--format", "html", "--quiet"], capture_output=True)
    assert run.returncode == 1, run.stderr
    return out / "html"


class SampleBatch(Page):
    @classmethod
    def make(cls, folder):
        batch = SOURCE / "samples/batch"
        return check(["check", "--roster", batch / "roster-utf8.csv", "--photos", batch / "photos", "--lang", "en"], folder)

    def test_shows_who_failed_first_and_why(self):
        self.assertEqual(self.count(), self.js("return photolint.items.length"))
        self.wait(lambda: self.texts(".card-why .first"))
        first = self.one(".card")
        self.assertIn("rejected", first.text)
        self.assertTrue(first.find_element(By.CSS_SELECTOR, ".first").text)
        self.wait(lambda: self.js("return [...document.querySelectorAll('.card img')].every(i => i.complete && i.naturalWidth > 0)"))
        self.picture("gallery")

    def test_only_accepted_is_green(self):
        tones = self.js("""return [...document.querySelectorAll('.total')].map(e =>
          [e.className.includes('tone-accepted'), getComputedStyle(e.querySelector('.total-count')).color])""")
        green = [colour for accepted, colour in tones if accepted]
        self.assertEqual(len(green), 1)
        self.assertNotIn(green[0], [colour for accepted, colour in tones if not accepted])

    def test_filters_and_clears(self):
        everything = self.count()
        rejected = self.js("return photolint.items.filter(i => photolint.head.statuses[i.status] === 'rejected').length")
        self.js("document.querySelector('.total.tone-rejected').click()")
        self.assertEqual(self.count(), rejected)
        self.assertLess(rejected, everything)
        self.one("#reset").click()
        self.assertEqual(self.count(), everything)
        self.choose("rule", "~GEO010")
        turned = self.js("""return photolint.items.filter(i => i.rules.some(
          r => photolint.head.rules[r].code === 'GEO010')).length""")
        self.assertEqual(self.count(), turned)
        self.one("#reset").click()
        self.choose("college", "~继续教育学院")
        self.choose("class", "~2301班")
        self.assertEqual(self.count(), self.js("return photolint.items.filter(i => i.group === '2301班').length"))
        self.type("欧阳静怡")
        self.wait(lambda: self.count() == 1)
        self.type("nobody is called this")
        self.wait(lambda: "Nothing fits" in self.one("#count").text)

    def test_detail_tells_what_is_wrong_and_how_to_fix_it(self):
        self.open("rule=GEO010")
        self.one(".card").click()
        self.wait(lambda: self.texts(".reason"))
        self.assertTrue(all(self.texts(".reason .sentence")))
        self.assertTrue(all(self.texts(".reason .fix span")))
        self.assertTrue(self.texts(".reason .measure .track .mark.outside") or self.texts(".mark.outside"))
        self.assertEqual(self.one(".detail .regions:not(.bands)").get_attribute("visibility"), "visible")
        self.picture("detail")
        self.one("[data-toggle=findings]").click()
        self.assertEqual(self.one(".detail .regions:not(.bands)").get_attribute("visibility"), "hidden")
        self.one("[data-toggle=bands]").click()
        self.assertEqual(self.one(".detail .bands").get_attribute("visibility"), "visible")
        self.assertTrue(self.texts(".target .band"))
        self.js("document.querySelector('.all-checks summary').click()")
        rules = self.js("return photolint.head.rules.length")
        self.wait(lambda: len(self.texts(".check")) == rules)
        self.picture("detail-bands")

    def test_items_without_photo_say_why(self):
        for status in ("missing", "unreadable", "unclaimed"):
            self.open("end=" + status)
            if self.count() == 0:
                continue
            self.one(".card").click()
            self.wait(lambda: self.texts(".plain-reasons li"))
            self.assertTrue(self.texts(".plain-reasons li")[0])
            self.picture("detail-" + status)

    def test_keyboard_alone(self):
        body = self.one("body")
        body.send_keys("/")
        self.assertEqual(self.driver.switch_to.active_element.get_attribute("id"), "search")
        self.driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
        first = self.driver.switch_to.active_element.get_attribute("data-place")
        self.driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
        second = self.driver.switch_to.active_element.get_attribute("data-place")
        self.assertNotEqual(first, second)
        self.driver.switch_to.active_element.send_keys(Keys.ENTER)
        self.wait(lambda: self.texts(".detail-body .words"))
        before = self.one("#detail-title").text
        self.driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
        self.assertNotEqual(self.one("#detail-title").text, before)
        self.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
        self.wait(lambda: not self.js("return document.getElementById('detail').open"))
        self.assertNotIn(self.driver.switch_to.active_element.get_attribute("data-place"), (None, first, second))
        self.driver.switch_to.active_element.send_keys("2")
        self.assertTrue(self.texts("#list .table-row"))
        body.send_keys("?")
        self.assertTrue(self.js("return document.getElementById('keys').open"))

    def test_table_sorts(self):
        self.open("view=table&sort=id")
        numbers = [number or name for number, name in zip(self.texts("#list .cell.id"), self.texts("#list .cell.name"))]
        self.assertEqual(numbers, sorted(numbers))
        self.choose("sort", "worst")
        self.assertEqual(self.texts("#list .chip")[0], "rejected")
        self.wait(lambda: all(self.texts("#list .cell.why")[:3]))
        self.picture("table")

    def test_switches_the_language(self):
        self.one("#language-button").click()
        self.assertEqual(self.js("return document.documentElement.lang"), "zh-CN")
        self.assertEqual(self.one("h1").text, "照片检查报告")
        self.wait(lambda: self.texts(".card-why .first"))
        self.assertIn("不合格", self.one(".card").text)
        self.picture("gallery-zh")
        self.one(".card").click()
        self.wait(lambda: self.texts(".reason"))
        self.assertIn("如何改正", self.one(".reason").text)
        self.picture("detail-zh")
        self.open("view=charts&lang=zh-CN")
        self.picture("charts-zh")
        # Every word of the page comes from the data, in the language that was chosen.
        self.assertNotIn("Colleges", self.one("body").text)

    def test_charts_count_and_lead_to_the_items(self):
        self.open("view=charts")
        counts = [int(text.replace(",", "")) for text in self.texts(".legend .row-count")]
        self.assertEqual(sum(counts), self.js("return photolint.items.length"))
        self.assertTrue(self.texts(".distribution"))
        self.assertTrue(self.js("return document.querySelectorAll('.histogram .bin').length > 10"))
        self.picture("charts")
        self.js("document.querySelector('.charts').scrollTop = 700")
        self.picture("charts-values")
        code = self.one(".bars:not(.groups) .row-code").text
        number = int(self.one(".bars:not(.groups) .row-count").text)
        self.js("document.querySelector('.bars:not(.groups) .row').click()")
        self.assertEqual(self.count(), number)
        self.assertIn(code, self.one("#rule").find_element(By.CSS_SELECTOR, "option:checked").text)

    def test_light_and_dark(self):
        self.open("theme=light")
        light = self.js("return getComputedStyle(document.body).backgroundColor")
        self.one("#theme-button").click()
        self.assertNotEqual(self.js("return getComputedStyle(document.body).backgroundColor"), light)
        self.picture("gallery-dark")
        self.open("theme=dark&item=1")
        self.picture("detail-dark")
        self.open("theme=dark&view=charts")
        self.picture("charts-dark")

    def test_contrast_is_enough_in_light_and_dark(self):
        for theme in ("light", "dark"):
            self.open("theme=" + theme)
            tones = ["accepted", "review", "rejected", "unreadable", "missing"]
            worst = self.js("""
              const level = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(n => n / 255)
                .map(n => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
                return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
              const ratio = (a, b) => { const [x, y] = [level(a), level(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
              const of = (cls, fg, bg) => { const e = document.createElement('span'); e.className = cls;
                e.style.color = fg; e.style.backgroundColor = bg; document.body.append(e);
                const s = getComputedStyle(e), r = ratio(s.color, s.backgroundColor); e.remove(); return r; };
              const all = [of('', 'var(--ink)', 'var(--ground)'), of('', 'var(--soft)', 'var(--ground)'),
                of('', 'var(--soft)', 'var(--surface)'), of('', 'var(--accent)', 'var(--accent-soft)'), of('', 'var(--soft)', 'var(--picture)'),
                of('', 'var(--accent)', 'var(--ground)'), of('', 'var(--ink)', 'var(--accent-soft)')];
              for (const tone of arguments[0]) all.push(of('tone-' + tone, 'var(--tone)', 'var(--tone-soft)'),
                of('tone-' + tone, 'var(--tone)', 'var(--surface)'));
              return Math.min(...all);""", tones)
            self.assertGreaterEqual(worst, 4.5, theme)

    def test_narrow_window(self):
        self.window(390, 844, 2)
        self.open("")
        self.assertLessEqual(self.js("return document.documentElement.scrollWidth"), 390)
        self.picture("narrow")
        self.one(".card").click()
        self.wait(lambda: self.texts(".reason"))
        self.picture("narrow-detail")
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def test_paper_has_a_block_a_student(self):
        self.open("end=rejected")
        self.wait(lambda: self.texts(".card-why .first"))
        self.js("window.print = () => { window.printed = 1 }; document.getElementById('print-button').click()")
        self.wait(lambda: self.js("return window.printed") == 1)
        self.assertEqual(len(self.texts(".paper-item")), self.count())
        self.assertTrue(all(self.texts(".paper-fix")))
        self.assertGreater(len(self.paper("paper")), 20000)

    def test_lost_file_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "html"
            shutil.copytree(self.report, copy)
            (copy / "data/part-00000.js").unlink()
            self.driver.get((copy / "index.html").as_uri())
            self.wait(lambda: self.js("return document.documentElement.dataset.ready") == "1")
            self.one(".card").click()
            self.wait(lambda: "data/part-00000.js" in self.one("#detail").text)
            self.driver.get_log("browser")  # names the lost file too


class ComparedLists(Page):
    @classmethod
    def make(cls, folder):
        lists = SOURCE / "samples/reconcile"
        return check(["reconcile", "--school", lists / "school.csv", "--vendor", lists / "vendor.csv", "--lang", "en"], folder)

    def test_states_and_next_steps(self):
        self.assertIn("not delivered", self.one("#totals").text)
        self.picture("reconcile")
        self.open("end=field-differs")
        self.one("#list .table-row").click()
        self.wait(lambda: self.texts(".plain-reasons li"))
        self.assertTrue(any("next: " in line for line in self.texts(".plain-reasons li")))
        self.picture("reconcile-detail")

    def test_charts_of_states(self):
        self.open("view=charts")
        self.assertTrue(self.texts(".legend .row-name"))
        self.picture("reconcile-charts")


class EmptyBatch(Page):
    @classmethod
    def make(cls, folder):
        subprocess.run([BATCH, folder, "0"], check=True)
        return folder / "html"

    def test_says_that_there_is_nothing(self):
        self.assertIn("nothing to check", self.one("#count").text)
        self.open("view=charts")
        self.picture("empty")


class ManyStudents(Page):
    @classmethod
    def make(cls, folder):
        before = time.monotonic()
        made = subprocess.run([BATCH, folder, str(STUDENTS)], check=True, capture_output=True, text=True)
        size = {name: sum(f.stat().st_size for f in (folder / "html" / name).rglob("*") if f.is_file()) for name in ("data", "photos")}
        print(f"{STUDENTS} students: written in {time.monotonic() - before:.1f} s, {made.stdout.strip()}, "
              f"data {size['data'] / 1e6:.0f} MB, photos {size['photos'] / 1e6:.0f} MB", flush=True)
        return folder / "html"

    def test_loads_filters_and_opens(self):
        before = time.monotonic()
        self.open("")
        print(f"loaded in {time.monotonic() - before:.2f} s", flush=True)
        self.assertEqual(self.count(), STUDENTS)
        self.picture("many")
        before = time.monotonic()
        self.choose("sort", "college")
        print(f"sorted by college in {time.monotonic() - before:.2f} s", flush=True)
        before = time.monotonic()
        self.type("2023099999")
        self.wait(lambda: self.count() == 1)
        print(f"found one in {time.monotonic() - before:.2f} s", flush=True)
        self.one("#reset").click()
        self.js("document.querySelector('.total.tone-missing').click()")
        missing = self.count()
        self.assertEqual(missing, self.js("return photolint.items.filter(i => !i.photo).length"))
        self.one(".card").click()
        self.wait(lambda: self.texts(".plain-reasons li"))
        self.open("view=charts")
        self.picture("many-charts")

    def scroll(self):
        """Scrolls through everything, a second and a half long; milliseconds of every frame and the most elements."""
        return self.driver.execute_async_script("""
          const done = arguments[arguments.length - 1], list = document.getElementById('list'), times = [];
          const frames = 90, end = list.scrollHeight - list.clientHeight;
          let most = 0, last = performance.now(), frame = 0;
          const step = now => {
            times.push(now - last); last = now;
            most = Math.max(most, document.getElementsByTagName('*').length);
            if (++frame > frames) { done({times: times.slice(2), most}); return; }
            list.scrollTop = end * frame / frames;
            requestAnimationFrame(step);
          };
          requestAnimationFrame(step);""")

    def test_scrolls_with_few_elements_to_the_last_student(self):
        for view in ("gallery", "table"):
            self.open("sort=list&view=" + view)
            found = self.scroll()
            times = sorted(found["times"])
            print(f"{view}: {found['most']} elements at most; a frame {times[len(times) // 2]:.1f} ms (median), "
                  f"{times[int(len(times) * 0.95)]:.1f} ms (95 %), {times[-1]:.1f} ms (longest)", flush=True)
            self.assertLess(found["most"], 2500)
            last = f'[data-place="{STUDENTS - 1}"]'
            self.wait(lambda: self.js("return document.querySelectorAll(arguments[0]).length", last) == 1)
            box = self.js("""const e = document.querySelector(arguments[0]).getBoundingClientRect(),
              l = document.getElementById('list').getBoundingClientRect(); return [e.top >= l.top, e.bottom <= l.bottom + 1]""", last)
            self.assertEqual(box, [True, True])
        self.one("#list").send_keys(Keys.HOME)
        self.wait(lambda: self.driver.switch_to.active_element.get_attribute("data-place") == "0")
        self.driver.switch_to.active_element.send_keys(Keys.END)
        self.wait(lambda: self.driver.switch_to.active_element.get_attribute("data-place") == str(STUDENTS - 1))
        self.driver.switch_to.active_element.send_keys(Keys.ENTER)
        self.wait(lambda: self.texts(".detail .fields"))


if __name__ == "__main__":
    os.environ["SE_AVOID_STATS"] = "true"
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]], verbosity=2)

// SPDX-License-Identifier: GPL-3.0-or-later
// Filters, views, language, keyboard; starts everything. What is chosen stands behind the # of the address, so
// that a page can be reloaded or bookmarked.
"use strict";
photolint.compare = new Intl.Collator("zh-CN", { numeric: true }).compare;

(() => {
  const make = photolint.make, t = photolint.t;
  const by = (id) => document.getElementById(id);
  const kSorts = ["worst", "list", "id", "name", "college"];
  const kViews = ["gallery", "table", "charts"];
  // What needs attention first; accepted last.
  const kUrgency = ["rejected", "unreadable", "internal-error", "missing", "unclaimed", "review", "accepted"];

  const chosen = { view: "gallery", end: -1, rule: -1, college: null, group: null, query: "", sort: "worst", theme: "" };
  // Where no picture was looked at, a gallery would be empty.
  const standardView = () => (photolint.head.comparison === "fields" ? "table" : "gallery");
  let shown = [];
  let loaded = false;

  const fits = (item, words, anyEnd) =>
    (anyEnd || chosen.end < 0 || photolint.charts.endOf(item) === chosen.end) &&
    (chosen.rule < 0 || item.rules.includes(chosen.rule)) &&
    (chosen.college === null || item.college === chosen.college) &&
    (chosen.group === null || item.group === chosen.group) &&
    words.every((word) => item.text.includes(word));

  const orders = {
    worst: (a, b) => a.urgency - b.urgency || b.rejecting - a.rejecting || a.place - b.place,
    list: (a, b) => a.place - b.place,
    id: (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.place - b.place),
    name: (a, b) => photolint.compare(a.name, b.name) || a.place - b.place,
    college: (a, b) => photolint.compare(a.college, b.college) || photolint.compare(a.group, b.group) || a.place - b.place
  };

  const remember = () => {
    const words = new URLSearchParams();
    if (chosen.view !== standardView()) words.set("view", chosen.view);
    if (chosen.end >= 0) words.set("end", photolint.charts.ends()[chosen.end]);
    if (chosen.rule >= 0) words.set("rule", photolint.head.rules[chosen.rule].code);
    if (chosen.college !== null) words.set("college", chosen.college);
    if (chosen.group !== null) words.set("class", chosen.group);
    if (chosen.query) words.set("q", chosen.query);
    if (chosen.sort !== "worst") words.set("sort", chosen.sort);
    if (chosen.theme) words.set("theme", chosen.theme);
    if (photolint.tag() !== photolint.head.language) words.set("lang", photolint.tag());
    if (photolint.detail.isOpen()) words.set("item", String(photolint.detail.item().place + 1));
    history.replaceState(null, "", "#" + words.toString());
  };

  const recall = () => {
    const words = new URLSearchParams(location.hash.slice(1));
    const head = photolint.head;
    chosen.view = kViews.includes(words.get("view")) ? words.get("view") : standardView();
    chosen.end = photolint.charts.ends().indexOf(words.get("end"));
    chosen.rule = head.rules.findIndex((rule) => rule.code === words.get("rule"));
    chosen.college = words.get("college");
    chosen.group = words.get("class");
    chosen.query = words.get("q") || "";
    if (kSorts.includes(words.get("sort"))) chosen.sort = words.get("sort");
    if (["light", "dark"].includes(words.get("theme"))) chosen.theme = words.get("theme");
    photolint.language = (words.get("lang") || head.language) === "zh-CN" ? 1 : 0;
    return Number(words.get("item") || 0) - 1;
  };

  const totals = (items) => {
    const box = by("totals");
    const counts = photolint.charts.tally(items);
    const button = (end, word, count, tone) => make("button", {
      type: "button", class: "total tone-" + tone, "aria-pressed": String(chosen.end === end), "data-end": end,
      onclick: () => choose({ end: chosen.end === end ? -1 : end })
    }, make("span", { class: "total-count", text: photolint.number(count) }), make("span", { class: "total-word", text: word }));
    // Every end of the run keeps its button, so that nothing jumps while one types.
    const present = photolint.charts.tally(photolint.items);
    const countOf = (end) => (counts.find((one) => one.end === end) || { count: 0 }).count;
    present.sort((a, b) => kUrgency.indexOf(a.tone) - kUrgency.indexOf(b.tone) || a.end - b.end);
    box.replaceChildren(button(-1, t("all"), items.length, "all"),
      ...present.map((one) => button(one.end, photolint.charts.endWord(one.end), countOf(one.end), one.tone)));
  };

  const layout = () => (chosen.view === "table" ? photolint.table : photolint.gallery);

  const update = (keepPlace) => {
    const words = chosen.query.toLowerCase().split(/\s+/).filter(Boolean);
    const others = photolint.items.filter((item) => fits(item, words, true));
    shown = chosen.end < 0 ? others : others.filter((item) => photolint.charts.endOf(item) === chosen.end);
    shown = [...shown].sort(orders[chosen.sort]);
    totals(others);
    const charts = chosen.view === "charts";
    by("list").hidden = charts || shown.length === 0;
    by("charts").hidden = !charts;
    by("table-head").hidden = chosen.view !== "table" || shown.length === 0;
    if (chosen.view === "table") photolint.table.heading(by("table-head"));
    if (charts) photolint.charts.draw(by("charts"), shown, (changes) => choose({ ...changes, view: standardView() }));
    else if (shown.length > 0) photolint.list.show(shown, layout(), keepPlace);
    const nothing = photolint.items.length === 0 ? t("empty") : t("none");
    const count = t("count", { shown: photolint.number(shown.length), all: photolint.number(photolint.items.length) });
    by("count").textContent = !loaded ? t("loading") + " " + photolint.number(photolint.items.length) : shown.length === 0 ? nothing : count;
    const filtered = chosen.end >= 0 || chosen.rule >= 0 || chosen.college !== null || chosen.group !== null || chosen.query !== "";
    by("reset").hidden = !filtered;
    for (const button of by("views").children) {
      button.setAttribute("aria-pressed", String(button.dataset.view === chosen.view));
    }
    remember();
  };

  const choose = (changes) => {
    Object.assign(chosen, changes);
    selects();
    update(false);
  };

  const option = (value, text, selected) => make("option", { value, text, selected });

  const selects = () => {
    const counts = new Map();
    const colleges = new Set(), groups = new Set();
    for (const item of photolint.items) {
      for (const rule of item.rules) counts.set(rule, (counts.get(rule) || 0) + 1);
      colleges.add(item.college);
      if (chosen.college === null || item.college === chosen.college) groups.add(item.group);
    }
    const rules = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    by("rule").replaceChildren(option("-1", t("rule.any"), chosen.rule < 0), ...rules.map(([rule, count]) => {
      const of = photolint.head.rules[rule];
      return option(String(rule), photolint.pair(of.summary) + " · " + of.code + " (" + photolint.number(count) + ")", rule === chosen.rule);
    }));
    const names = (id, all, values, selected) => {
      const sorted = [...values].sort(photolint.compare);
      by(id + "-field").hidden = sorted.every((value) => !value);
      by(id).replaceChildren(option("*", t(all), selected === null),
        ...sorted.map((value) => option("=" + value, value || t("reconcile.not-given"), value === selected)));
    };
    names("college", "college.any", colleges, chosen.college);
    names("class", "class.any", groups, chosen.group);
    by("sort").replaceChildren(...kSorts.map((sort) => option(sort, t("sort." + sort), sort === chosen.sort)));
    if (by("search").value !== chosen.query) by("search").value = chosen.query;
  };

  const keysDialog = () => {
    const rows = [["/", "key.search"], ["1  2  3", "key.views"], ["← ↑ ↓ →", "key.move"], ["Enter", "key.open"],
      ["← →", "key.step"], ["f", "key.findings"], ["Esc", "key.close"]];
    by("keys").replaceChildren(make("h2", { text: t("keys") }),
      make("dl", {}, ...rows.map(([key, word]) => make("div", {}, make("dt", {}, make("kbd", { text: key })), make("dd", { text: t(word) })))),
      make("button", { type: "button", class: "tool", text: t("close"), onclick: () => by("keys").close() }));
  };

  const theme = () => {
    const dark = chosen.theme ? chosen.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    by("theme-button").setAttribute("aria-pressed", String(dark));
  };

  const speak = () => {
    document.documentElement.lang = photolint.tag();
    for (const element of document.querySelectorAll("[data-t]")) {
      element.textContent = element.dataset.t.startsWith("field.") ? photolint.label(element.dataset.t) : t(element.dataset.t);
    }
    for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
    for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = t(element.dataset.placeholder);
    by("language-button").lang = photolint.language === 1 ? "en" : "zh-CN";
    by("language-button").setAttribute("aria-label", t("language.switch"));
    const head = photolint.head;
    const title = head.comparison === "none" ? t("title") : t("reconcile.head");
    document.querySelector("h1").textContent = title;
    document.title = title;
    by("list").setAttribute("aria-label", title);
    by("profile").textContent = head.comparison === "fields" ? t("reconcile.no-photos") : photolint.pair(head.profile);
    by("banner").hidden = head.complete;
    by("banner").textContent = photolint.pair(head.why);
    keysDialog();
    selects();
  };

  const lost = (file) => {
    by("app").hidden = false;
    by("banner").hidden = false;
    by("banner").textContent = t("lost", { file });
  };

  const openAt = (place) => photolint.detail.open(shown, place);

  const listen = () => {
    let typing = 0;
    by("search").addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => { chosen.query = by("search").value.trim(); update(false); }, 120);
    });
    by("search").addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); photolint.list.focus(0); }
    });
    by("filters").addEventListener("submit", (event) => event.preventDefault());
    by("rule").addEventListener("change", () => { chosen.rule = Number(by("rule").value); update(false); });
    const nameOf = (id) => (by(id).value === "*" ? null : by(id).value.slice(1));
    by("college").addEventListener("change", () => {
      chosen.college = nameOf("college");
      chosen.group = null;
      selects();
      update(false);
    });
    by("class").addEventListener("change", () => { chosen.group = nameOf("class"); update(false); });
    by("sort").addEventListener("change", () => { chosen.sort = by("sort").value; update(false); });
    by("reset").addEventListener("click", () => {
      Object.assign(chosen, { end: -1, rule: -1, college: null, group: null, query: "" });
      selects();
      update(false);
      by("search").focus();
    });
    for (const button of by("views").children) {
      button.addEventListener("click", () => { chosen.view = button.dataset.view; update(true); });
    }
    by("language-button").addEventListener("click", () => {
      photolint.language = 1 - photolint.language;
      speak();
      update(true);
    });
    by("theme-button").addEventListener("click", () => {
      chosen.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
      theme();
      remember();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", theme);
    by("print-button").addEventListener("click", () => photolint.paper.print());
    by("keys-button").addEventListener("click", () => by("keys").showModal());
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "p") {
        event.preventDefault();
        photolint.paper.print();
        return;
      }
      const typing_ = event.target instanceof Element && event.target.matches("input, select, textarea");
      if (event.ctrlKey || event.altKey || event.metaKey || typing_ || photolint.detail.isOpen() || by("keys").open) return;
      if (event.key === "/") { event.preventDefault(); by("search").focus(); by("search").select(); }
      if (event.key === "?") by("keys").showModal();
      const view = kViews[Number(event.key) - 1];
      if (view) { chosen.view = view; update(true); }
    });
  };

  /// What filters and orders need of every item, made once.
  const prepare = (from) => {
    const head = photolint.head;
    for (let i = from; i < photolint.items.length; ++i) {
      const item = photolint.items[i];
      item.urgency = kUrgency.indexOf(head.statuses[item.status]);
      const codes = item.rules.map((rule) => head.rules[rule].code + " " + head.rules[rule].name).join(" ");
      item.text = [item.id, item.name, item.path, item.college, item.group, codes].join("\n").toLowerCase();
    }
  };

  const start = async () => {
    const head = photolint.head;
    const wanted = recall();
    by("app").hidden = false;
    photolint.list.start(openAt);
    photolint.detail.start(remember, (place) => { remember(); if (chosen.view !== "charts") photolint.list.focus(place); });
    photolint.paper.start(() => (photolint.detail.isOpen() ? [photolint.detail.item()] : shown));
    theme();
    speak();
    listen();
    for (let part = 0; part < head.indexes; ++part) {
      const before = photolint.items.length;
      await photolint.load("index-" + photolint.padded(part, 5) + ".js");
      prepare(before);
      if (part === 0 && head.indexes > 1) update(false);
    }
    loaded = true;
    selects();
    update(false);
    if (wanted >= 0 && wanted < photolint.items.length) {
      const place = shown.findIndex((item) => item.place === wanted);
      if (place >= 0) openAt(place);
    }
    document.documentElement.dataset.ready = "1";
  };

  if (photolint.head) start().catch((error) => lost(error.message));
  else lost("data/head.js");
})();

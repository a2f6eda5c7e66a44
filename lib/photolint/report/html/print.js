// SPDX-License-Identifier: GPL-3.0-or-later
// The paper: one block a student with who, why and how to fix it. Made only when it is printed.
"use strict";
photolint.paper = (() => {
  const make = photolint.make, t = photolint.t;
  const kMost = 2000; // items; a browser needs minutes for more pages
  let chosen = () => [];

  const block = (item, details) => {
    const list = make("ol", {});
    if (details) {
      for (const line of [details.data.error && photolint.pair(details.data.error), ...(details.data.lists ? photolint.pair(details.data.lists) : [])]) {
        if (line) list.append(make("li", { text: line }));
      }
    }
    const findings = details ? photolint.reasonsOf(details) : item.rules.map((rule) => [rule]);
    for (const finding of findings) {
      const rule = photolint.head.rules[finding[0]];
      list.append(make("li", {},
        make("b", { text: details ? photolint.sentenceOf(finding, details.part) : photolint.pair(rule.summary) }),
        make("span", { class: "paper-fix", text: photolint.pair(rule.fix) }),
        make("span", { class: "paper-code", text: rule.code + " " + photolint.pair(rule.summary) })));
    }
    return make("article", { class: "paper-item" },
      item.photo ? make("img", { src: photolint.photoOf(item), alt: "" }) : make("span", { class: "paper-none", text: t("no-photo") }),
      make("div", {},
        make("h2", {}, make("span", { text: photolint.titleOf(item), dir: "auto" }), photolint.chip(item)),
        make("p", { class: "quiet", text: [item.name ? item.id : "", item.college, item.group, item.path].filter(Boolean).join(" · ") }),
        list.childElementCount > 0 ? list : make("p", { text: photolint.head.statuses[item.status] === "accepted" ? t("fine") : "" })));
  };

  const fill = (items) => {
    const box = document.getElementById("paper");
    const head = photolint.head;
    const some = items.slice(0, kMost);
    const counts = photolint.charts.tally(items).map((one) => photolint.charts.endWord(one.end) + " " + photolint.number(one.count)).join(" · ");
    box.replaceChildren(
      make("header", {}, make("h1", { text: t("title") }), make("p", { text: photolint.pair(head.profile) }),
        head.complete ? null : make("p", { class: "banner", text: photolint.pair(head.why) }),
        make("p", { text: t("print.all", { count: photolint.number(items.length) }) + " · " + counts }),
        items.length > kMost ? make("p", { text: t("print.limit", { limit: photolint.number(kMost), count: photolint.number(items.length) }) }) : null,
        make("p", { class: "quiet", text: t("private") + " " + (head.masked ? t("masked") : "") })),
      ...some.map((item) => block(item, photolint.parts.peek(item))));
  };

  /// Fetches what the paper says and waits for its photos, then prints.
  const print = async () => {
    const items = chosen().slice(0, kMost);
    const blocks = [];
    for (const item of items) {
      try {
        blocks.push(block(item, await photolint.parts.get(item)));
      } catch (error) {
        blocks.push(block(item, null));
      }
    }
    fill(chosen());
    const box = document.getElementById("paper");
    box.replaceChildren(box.firstChild, ...blocks);
    await Promise.all([...box.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
    box.dataset.ready = "1";
    window.print();
  };

  const start = (items) => {
    chosen = items;
    // The browser's own menu gives no time to fetch; what is not here yet is told by its rules.
    window.addEventListener("beforeprint", () => {
      if (!document.getElementById("paper").dataset.ready) fill(chosen());
    });
    window.addEventListener("afterprint", () => {
      const box = document.getElementById("paper");
      delete box.dataset.ready;
      box.replaceChildren();
    });
  };

  return { start, print };
})();

// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of the items that fit the filters, and distributions of everything that was measured in the run.
"use strict";
photolint.charts = (() => {
  const make = photolint.make, svg = photolint.svg, t = photolint.t;
  const kFew = 12; // rows and distributions before the button that shows all
  const opened = new Set(); // charts that show all their rows

  /// Name of an item's end for filters and colours: its state where two lists were compared, else its status.
  const endOf = (item) => (item.state >= 0 ? item.state : item.status);
  const ends = () => (photolint.head.comparison === "none" ? photolint.head.statuses : photolint.head.states);
  const endWord = (end) => t((photolint.head.comparison === "none" ? "status." : "state.") + ends()[end]);

  const tally = (items) => {
    const counts = new Map();
    for (const item of items) {
      const end = endOf(item);
      if (!counts.has(end)) counts.set(end, { end, count: 0, tone: photolint.head.statuses[item.status] });
      counts.get(end).count += 1;
    }
    return [...counts.values()].sort((a, b) => a.end - b.end);
  };

  const stack = (counts, all) => {
    const bar = make("span", { class: "stack", "aria-hidden": "true" });
    for (const one of counts) {
      const piece = make("span", { class: "piece tone-" + one.tone, title: endWord(one.end) + " " + photolint.number(one.count) });
      piece.style.width = (100 * one.count) / all + "%";
      bar.append(piece);
    }
    return bar;
  };

  const card = (title, note, ...children) => make("section", { class: "chart" },
    make("h2", { text: title }), note ? make("p", { class: "quiet", text: note }) : null, ...children);

  const showAll = (key, count, redraw) => make("button", {
    type: "button", class: "plain", text: t("chart.more", { count: photolint.number(count) }),
    onclick: () => { opened.add(key); redraw(); }
  });

  const verdicts = (items, choose) => {
    const counts = tally(items);
    const legend = make("ul", { class: "legend" });
    for (const one of counts) {
      legend.append(make("li", {}, make("button", { type: "button", class: "row", onclick: () => choose({ end: one.end }) },
        make("span", { class: "dot tone-" + one.tone }), make("span", { class: "row-name", text: endWord(one.end) }),
        make("span", { class: "row-count", text: photolint.number(one.count) }),
        make("span", { class: "row-share", text: photolint.percent(one.count, items.length) }))));
    }
    return card(t("chart.verdicts"), t("chart.filtered", { shown: photolint.number(items.length) }),
      stack(counts, items.length || 1), legend);
  };

  const rules = (items, choose, redraw) => {
    const counts = new Map();
    for (const item of items) {
      item.rules.forEach((rule, i) => {
        if (!counts.has(rule)) counts.set(rule, { rule, rejecting: 0, warning: 0 });
        counts.get(rule)[i < item.rejecting ? "rejecting" : "warning"] += 1;
      });
    }
    const sorted = [...counts.values()].sort((a, b) => b.rejecting + b.warning - a.rejecting - a.warning || a.rule - b.rule);
    if (sorted.length === 0) return card(t("chart.rules"), t("chart.rules.none"));
    const most = sorted[0].rejecting + sorted[0].warning;
    const list = make("ul", { class: "bars" });
    const some = opened.has("rules") ? sorted : sorted.slice(0, kFew);
    for (const one of some) {
      const rule = photolint.head.rules[one.rule];
      const bar = make("span", { class: "bar", "aria-hidden": "true" });
      for (const [count, tone] of [[one.rejecting, "rejected"], [one.warning, "review"]]) {
        if (count === 0) continue;
        const piece = make("span", { class: "piece tone-" + tone });
        piece.style.width = (100 * count) / most + "%";
        bar.append(piece);
      }
      list.append(make("li", {}, make("button", { type: "button", class: "row", onclick: () => choose({ rule: one.rule }) },
        make("span", { class: "row-code", text: rule.code }), make("span", { class: "row-name", text: photolint.pair(rule.summary) }),
        bar, make("span", { class: "row-count", text: photolint.number(one.rejecting + one.warning) }))));
    }
    return card(t("chart.rules"), t("chart.filtered", { shown: photolint.number(items.length) }), list,
      some.length < sorted.length ? showAll("rules", sorted.length, redraw) : null);
  };

  const groupRow = (name, items, isClass, onclick) => {
    const accepted = items.filter((item) => photolint.head.statuses[item.status] === "accepted").length;
    return make("li", {}, make("button", { type: "button", class: "row" + (isClass ? " inner" : ""), onclick },
      make("span", { class: "row-name", text: name || t("reconcile.not-given"), dir: "auto" }), stack(tally(items), items.length),
      make("span", { class: "row-count", text: photolint.number(items.length) }),
      make("span", { class: "row-share", text: t("share.accepted", { share: photolint.percent(accepted, items.length) }) })));
  };

  const groups = (items, choose, redraw) => {
    const colleges = new Map();
    for (const item of items) {
      if (!item.college && !item.group) continue;
      if (!colleges.has(item.college)) colleges.set(item.college, { all: [], classes: new Map() });
      const college = colleges.get(item.college);
      college.all.push(item);
      if (!college.classes.has(item.group)) college.classes.set(item.group, []);
      college.classes.get(item.group).push(item);
    }
    if (colleges.size === 0) return null;
    const list = make("ul", { class: "bars groups" });
    let rows = 0, left = 0;
    const add = (row) => {
      if (opened.has("groups") || rows < kFew) list.append(row());
      else left += 1;
      rows += 1;
    };
    const names = [...colleges.keys()].sort(photolint.compare);
    for (const name of names) {
      const college = colleges.get(name);
      add(() => groupRow(name, college.all, false, () => choose({ college: name, group: null })));
      for (const group of [...college.classes.keys()].sort(photolint.compare)) {
        if (!group && college.classes.size === 1) continue;
        add(() => groupRow(group, college.classes.get(group), true, () => choose({ college: name, group })));
      }
    }
    return card(t("chart.colleges"), t("chart.filtered", { shown: photolint.number(items.length) }), list,
      left > 0 ? showAll("groups", rows, redraw) : null);
  };

  const kWidth = 300, kHeight = 76;

  const histogram = (one) => {
    const [, , , , min, max, name, band] = one.kind;
    const bins = [];
    for (let i = 0; i < one.bins.length; i += 2) bins.push([one.bins[i], one.bins[i + 1]]);
    const known = one.varies ? [] : [min, max].filter((limit) => limit !== null);
    let low = Math.min(bins[0][0], ...known), high = Math.max(bins[bins.length - 1][0] + one.width, ...known);
    const margin = 0.03 * (high - low || 1);
    low -= margin;
    high += margin;
    const x = (value) => ((value - low) / (high - low)) * kWidth;
    const most = Math.max(...bins.map((bin) => bin[1]));
    const drawing = svg("svg", { class: "histogram", viewBox: "0 0 " + kWidth + " " + kHeight, preserveAspectRatio: "none", "aria-hidden": "true" });
    if (known.length > 0) {
      const from = min === null ? 0 : x(min), to = max === null ? kWidth : x(max);
      drawing.append(svg("rect", { class: "allowed-area", x: from, y: 0, width: Math.max(1, to - from), height: kHeight }));
      for (const limit of known) drawing.append(svg("line", { class: "limit", x1: x(limit), x2: x(limit), y1: 0, y2: kHeight }));
    }
    for (const [from, count] of bins) {
      const outside = !one.varies && ((min !== null && from < min) || (max !== null && from > max));
      const height = Math.max(1.5, (count / most) * (kHeight - 6));
      drawing.append(svg("rect", {
        class: outside ? "bin outside" : "bin", x: x(from), y: kHeight - height, width: Math.max(1.5, x(from + one.width) - x(from) - 0.5), height
      }));
    }
    const rule = photolint.head.rules[one.kind[0]];
    const note = one.varies ? t("chart.varies") : photolint.pair(band);
    return make("figure", { class: "distribution" },
      make("figcaption", {}, make("span", { class: "row-code", text: rule.code }), make("span", { class: "row-name", text: photolint.pair(name) })),
      drawing,
      make("p", { class: "axis" }, make("span", { text: photolint.pair(one.ends[0]) }), make("span", { text: photolint.pair(one.ends[1]) })),
      make("p", { class: "quiet small" }, make("span", { text: note }),
        make("span", { class: one.outside > 0 ? "out" : "", text: t("chart.outside", { count: photolint.number(one.outside), all: photolint.number(one.all) }) })));
  };

  const values = (redraw) => {
    const limited = photolint.head.distributions.filter((one) => one.kind[4] !== null || one.kind[5] !== null);
    if (limited.length === 0) return null;
    const sorted = [...limited].sort((a, b) => b.outside - a.outside || a.kind[0] - b.kind[0]);
    const some = opened.has("values") ? sorted : sorted.slice(0, kFew);
    return card(t("chart.values"), t("chart.values.note"), make("div", { class: "distributions" }, ...some.map(histogram)),
      some.length < sorted.length ? showAll("values", sorted.length, redraw) : null);
  };

  const draw = (box, items, choose) => {
    const redraw = () => draw(box, items, choose);
    box.replaceChildren(make("div", { class: "chart-pair" }, make("div", {}, verdicts(items, choose), groups(items, choose, redraw)),
      rules(items, choose, redraw)));
    const measured = values(redraw);
    if (measured) box.append(measured);
  };

  return { draw, tally, endOf, ends, endWord };
})();

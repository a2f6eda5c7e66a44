// SPDX-License-Identifier: GPL-3.0-or-later
// One item in full: the photo with its findings, what is wrong, by how much, and how to fix it.
"use strict";
photolint.detail = (() => {
  const make = photolint.make, svg = photolint.svg, t = photolint.t;
  const show = { findings: true, bands: false };
  let box = null;
  let order = [];
  let place = -1;
  let moved = () => {};

  // Where measurements lie in the picture: the edge that they count from.
  const kEdges = { head_top: "top", eye_line: "top", chin_margin: "bottom", eye_middle: "left" };

  /// The bands that are places in the picture, as shares of its height or width from the top or left edge, with
  /// the value of this photo where it was measured.
  const placesOf = (details) => {
    const places = new Map();
    const add = (kind, frame, value) => {
      const [, name, unit, , min, max, names] = kind;
      const edge = kEdges[name];
      const whole = unit === "share" ? 1 : frame;
      if (!edge || !whole || (min === null && max === null)) return;
      const share = (number) => (number === null ? null : edge === "bottom" ? 1 - number / whole : number / whole);
      const band = edge === "bottom" ? [share(max), share(min)] : [share(min), share(max)];
      const inside = value === null || ((min === null || value >= min) && (max === null || value <= max));
      places.set(name, { edge, from: band[0] === null ? 0 : band[0], to: band[1] === null ? 1 : band[1],
        oneSided: min === null || max === null, value: share(value), inside, label: photolint.pair(names) });
    };
    const frames = new Map();
    for (const one of photolint.head.distributions) {
      frames.set(one.kind[0] + " " + one.kind[1], one.frame);
      if (!one.varies) add(one.kind, one.frame, null);
    }
    for (const finding of details.data.findings) {
      for (const [kind, value] of finding[4] || []) {
        const of = details.part.kinds[kind];
        add(of, frames.get(of[0] + " " + of[1]), value);
      }
    }
    return [...places.values()];
  };

  const bandShapes = (places, width, height, withLabels) => {
    const shapes = [], labels = [];
    const size = Math.max(width, 0.75 * height) / 15; // of the letters
    for (const one of places) {
      const across = one.edge === "left";
      const from = Math.max(0, one.from), to = Math.min(1, one.to);
      const line = (at) => (across ? { x1: at * width, x2: at * width, y1: 0, y2: height } : { x1: 0, x2: width, y1: at * height, y2: at * height });
      if (one.oneSided) {
        shapes.push(svg("line", { class: "edge", ...line(from > 0 ? from : to) }));
      } else {
        shapes.push(svg("rect", across
          ? { class: "band", x: from * width, y: 0, width: (to - from) * width, height }
          : { class: "band", x: 0, y: from * height, width, height: (to - from) * height }));
      }
      if (one.value !== null) {
        shapes.push(svg("line", { class: one.inside ? "level inside" : "level outside", ...line(Math.min(1, Math.max(0, one.value))) }));
      }
      if (!across) labels.push([one.oneSided ? (from > 0 ? from : to) * height + 1.1 * size : from * height + 1.1 * size, one.label]);
    }
    if (!withLabels) return shapes;
    let last = -size;
    for (const [wanted, text] of labels.sort((a, b) => a[0] - b[0])) {
      last = Math.min(height - 0.3 * size, Math.max(wanted, last + 1.15 * size));
      shapes.push(svg("text", { class: "band-label", x: 0.4 * size, y: last, "font-size": size, text }));
    }
    return shapes;
  };

  /// A head and shoulders in the middle of the allowed bands.
  const outline = (places, width, height) => {
    const tops = places.filter((p) => p.edge === "top" && !p.oneSided).map((p) => (p.from + p.to) / 2).sort((a, b) => a - b);
    const bottom = places.find((p) => p.edge === "bottom");
    const centre = places.find((p) => p.edge === "left");
    const top = (tops.length > 0 ? tops[0] : 0.13) * height;
    // The eyes of a grown person lie halfway between the top of the head and the chin.
    let chin = tops.length > 1 ? 2 * tops[1] * height - top : top + 0.52 * height;
    if (bottom) chin = Math.min(chin, bottom.to * height);
    const head = chin - top, x = (centre ? (centre.from + centre.to) / 2 : 0.5) * width;
    const shoulders = Math.min(height, chin + 0.24 * head);
    const path = "M" + (x - 0.16 * head) + " " + (chin - 0.12 * head) + " V" + (chin + 0.1 * head) +
      " C" + (x - 0.3 * head) + " " + shoulders + " " + (x - 0.78 * head) + " " + (shoulders - 0.02 * head) + " " +
      (x - 0.84 * head) + " " + (height + head) + " H" + (x + 0.84 * head) +
      " C" + (x + 0.78 * head) + " " + (shoulders - 0.02 * head) + " " + (x + 0.3 * head) + " " + shoulders + " " +
      (x + 0.16 * head) + " " + (chin + 0.1 * head) + " V" + (chin - 0.12 * head) + " Z";
    return svg("g", { class: "outline" }, svg("path", { d: path }),
      svg("ellipse", { cx: x, cy: (top + chin) / 2, rx: 0.39 * head, ry: head / 2 }));
  };

  const target = (details) => {
    const places = placesOf(details);
    if (places.length === 0) return null;
    const [width, height] = details.data.size || [480, 640];
    const drawing = svg("svg", { class: "target", viewBox: "0 0 " + width + " " + height, role: "img", "aria-label": t("target") });
    drawing.append(svg("rect", { class: "paper-tone", x: 0, y: 0, width, height }), outline(places, width, height),
      ...bandShapes(places, width, height, true));
    return make("figure", { class: "figure target-figure" },
      make("figcaption", { text: t("target") }), make("div", { class: "picture" }, drawing),
      make("p", { class: "quiet small", text: t("target.note") }));
  };

  const toggle = (key, word, svgs) => {
    const button = make("button", { type: "button", class: "toggle", "aria-pressed": String(show[key]), text: t(word), "data-toggle": key });
    const apply = () => {
      button.setAttribute("aria-pressed", String(show[key]));
      svgs.setAttribute("visibility", show[key] ? "visible" : "hidden");
    };
    button.addEventListener("click", () => { show[key] = !show[key]; apply(); });
    apply();
    return button;
  };

  const picture = (item, details) => {
    const caption = make("figcaption", { text: t("photo") });
    if (!item.photo) {
      return make("figure", { class: "figure photo-figure" }, caption,
        make("div", { class: "picture none" }, make("span", { text: t("no-photo") })));
    }
    const image = make("img", { src: photolint.photoOf(item), alt: t("photo-of", { name: photolint.titleOf(item) }) });
    const frame = make("div", { class: "picture" }, image);
    const tools = make("div", { class: "toggles" });
    if (details.data.size) {
      const [width, height] = details.data.size;
      const reasons = photolint.reasonsOf(details);
      const places = placesOf(details);
      if (places.length > 0) {
        const bands = svg("svg", { class: "regions bands", viewBox: "0 0 " + width + " " + height, "aria-hidden": "true" });
        bands.append(...bandShapes(places, width, height, false));
        frame.append(bands);
        tools.append(toggle("bands", "show.bands", bands));
      }
      if (reasons.some((finding) => finding[5])) {
        const regions = photolint.regions(details, reasons, true);
        frame.append(regions);
        tools.prepend(toggle("findings", "show.findings", regions));
      }
    }
    return make("figure", { class: "figure photo-figure" }, caption, frame, tools);
  };

  /// The ends of the axis that shows the band and the value.
  const axis = (min, max, value) => {
    let low = min, high = max;
    if (min !== null && max !== null) {
      const room = 0.6 * (max - min || Math.abs(max) || 1);
      low = min - room;
      high = max + room;
    } else if (max !== null) {
      low = Math.min(0, value);
      high = max + 0.6 * (Math.abs(max) || 1);
    } else {
      low = Math.min(0, value);
      high = min + 0.6 * (Math.abs(min) || 1);
    }
    const margin = 0.04 * (high - low || 1);
    return [Math.min(low, value - margin), Math.max(high, value + margin)];
  };

  const measure = (one, part) => {
    const [number, value, text] = one;
    const [, , , , min, max, name, band] = part.kinds[number];
    const line = make("div", { class: "measure" },
      make("span", { class: "measure-name", text: photolint.pair(name) }),
      make("span", { class: "measure-value", text: photolint.pair(part.texts[text]) }),
      make("span", { class: "measure-band", text: photolint.pair(band) }));
    if (value === null || (min === null && max === null)) return line;
    const [low, high] = axis(min, max, value);
    const at = (number_) => ((number_ - low) / (high - low)) * 100;
    const from = min === null ? 0 : at(min), to = max === null ? 100 : at(max);
    const inside = (min === null || value >= min) && (max === null || value <= max);
    const allowed = make("span", { class: "allowed" }), mark = make("span", { class: inside ? "mark inside" : "mark outside" });
    allowed.style.left = from + "%";
    allowed.style.width = Math.max(0.8, to - from) + "%";
    mark.style.left = at(value) + "%";
    line.append(make("span", { class: "track", "aria-hidden": "true" }, allowed, mark));
    return line;
  };

  const kindOf = (finding) => {
    const rule = photolint.head.rules[finding[0]];
    if (finding[1] !== 1) return t("result." + ["pass", "fail", "not-applicable", "cannot-assess"][finding[1]]);
    return t("severity." + rule.severity);
  };

  const reason = (finding, number, part) => {
    const rule = photolint.head.rules[finding[0]];
    const more = make("details", { class: "about" }, make("summary", { text: rule.code + " " + photolint.pair(rule.summary) }),
      make("p", {}, make("b", { text: t("what-it-checks") + " " }), photolint.pair(rule.checks)),
      make("p", {}, make("b", { text: t("reference") + " " }), rule.profile || photolint.pair(rule.reference)));
    const fix = photolint.pair(rule.fix);
    return make("li", { class: "reason " + (finding[2] === 2 ? "rejects" : finding[2] === 1 ? "warns" : "informs") },
      make("div", { class: "reason-head" },
        number ? make("span", { class: "badge", text: String(number) }) : null,
        make("p", { class: "sentence" }, make("span", { class: "kind", text: kindOf(finding) }),
          make("span", { class: "said", text: photolint.sentenceOf(finding, part) }))),
      ...(finding[4] || []).map((one) => measure(one, part)),
      fix ? make("p", { class: "fix" }, make("b", { text: t("fix") }), make("span", { text: fix })) : null, more);
  };

  const section = (title, ...children) => make("section", {}, make("h3", { text: title }), ...children);

  const checks = (details) => {
    const findings = details.data.findings;
    if (findings.length === 0) return null;
    const passed = findings.filter((finding) => finding[1] === 0).length;
    const list = make("ul", { class: "checks" });
    const box_ = make("details", { class: "all-checks" },
      make("summary", {}, make("span", { text: t("checks") }),
        make("span", { class: "quiet", text: t("checks.count", { passed, all: findings.length }) })), list);
    box_.addEventListener("toggle", () => {
      if (list.childElementCount > 0) return;
      for (const finding of findings) {
        const rule = photolint.head.rules[finding[0]];
        const state = ["pass", "fail", "not-applicable", "cannot-assess"][finding[1]];
        list.append(make("li", { class: "check " + state + " weight-" + finding[2] },
          make("span", { class: "check-state", text: finding[1] === 1 ? kindOf(finding) : t("result." + state) }),
          make("span", { class: "check-code", text: rule.code }),
          make("span", { class: "check-name", text: photolint.pair(rule.summary) }),
          make("div", { class: "check-values" }, ...(finding[4] || []).map((one) => measure(one, details.part)))));
      }
    });
    return box_;
  };

  const fields = (item, details) => {
    const list = make("dl", { class: "fields" });
    const add = (name, value) => {
      if (value) list.append(make("div", {}, make("dt", { text: name }), make("dd", { text: value, dir: "auto" })));
    };
    for (let i = 0; i < details.data.fields.length; i += 2) {
      const word = photolint.pair(details.part.texts[details.data.fields[i]]).replaceAll("_", " ");
      add(word.charAt(0).toUpperCase() + word.slice(1), details.data.fields[i + 1]);
    }
    add(t("file"), item.path || (item.name ? "" : item.id));
    if (details.data.size) add(t("frame"), t("size", { width: details.data.size[0], height: details.data.size[1] }));
    if (details.data.line) add(photolint.label("column.line"), String(details.data.line));
    add(photolint.label("column.number"), String(details.data.number));
    return section(t("row"), list);
  };

  const explanation = (item, details) => {
    const parts = [];
    const reasons = photolint.reasonsOf(details);
    const lists = details.data.lists ? photolint.pair(details.data.lists) : [];
    const error = details.data.error ? photolint.pair(details.data.error) : "";
    if (error || lists.length > 0) {
      const list = make("ul", { class: "plain-reasons tone-" + photolint.head.statuses[item.status] });
      for (const line of [error, ...lists]) if (line) list.append(make("li", { text: line }));
      parts.push(list);
    }
    if (reasons.length > 0) {
      const list = make("ol", { class: "reasons" });
      reasons.forEach((finding, i) => list.append(reason(finding, i + 1, details.part)));
      parts.push(list);
    }
    const accepted = photolint.head.statuses[item.status] === "accepted";
    if (accepted && photolint.head.comparison !== "fields") parts.push(make("p", { class: "fine", text: t("fine") }));
    const out = [section(accepted && lists.length === 0 ? photolint.verdictOf(item).word : t("what"), ...parts)];
    const notes = details.data.findings.filter((finding) => finding[2] === 0 && (finding[1] === 1 || finding[1] === 3));
    if (notes.length > 0) {
      const list = make("ol", { class: "reasons" });
      for (const finding of notes) list.append(reason(finding, 0, details.part));
      out.push(make("details", { class: "notes" },
        make("summary", { text: t("notes") + " (" + notes.length + ")" }), list));
    }
    return out;
  };

  const button = (word, sign, listener, disabled, name) => make("button", {
    type: "button", class: "tool", "aria-label": t(word), title: t(word), onclick: listener, disabled, text: sign, "data-do": name
  });

  const heading = (item) => make("header", { class: "detail-head" },
    make("div", { class: "detail-title" },
      make("h2", { id: "detail-title", text: photolint.titleOf(item), dir: "auto" }),
      photolint.chip(item), make("span", { class: "quiet", text: item.name ? item.id : "" }),
      make("span", { class: "quiet", text: [item.college, item.group].filter(Boolean).join(" · ") })),
    make("div", { class: "tools" },
      make("span", { class: "quiet", text: t("position", { number: photolint.number(place + 1), all: photolint.number(order.length) }) }),
      button("previous", "←", () => step(-1), place === 0, "previous"),
      button("next", "→", () => step(1), place === order.length - 1, "next"),
      button("print", t("print"), () => photolint.paper.print(), false, "print"),
      button("close", "✕", () => box.close(), false, "close")));

  const draw = (item, details) => {
    const focused = box.contains(document.activeElement) ? document.activeElement.dataset.do : null;
    const body = details
      ? make("div", { class: "detail-body" },
        make("div", { class: "pictures" }, picture(item, details), target(details)),
        make("div", { class: "words" }, ...explanation(item, details), fields(item, details), checks(details)))
      : make("div", { class: "detail-body" }, make("p", { class: "quiet", text: t("loading") }));
    box.replaceChildren(heading(item), body);
    const again = focused && box.querySelector("[data-do=" + focused + "]");
    (again && !again.disabled ? again : box.querySelector("[data-do=close]")).focus();
  };

  const showPlace = () => {
    const item = order[place];
    const asked = place;
    box.setAttribute("aria-labelledby", "detail-title");
    const here = photolint.parts.peek(item);
    draw(item, here);
    if (here) return;
    photolint.parts.get(item).then((details) => {
      if (box.open && place === asked && order[asked] === item) draw(item, details);
    }, (error) => {
      box.querySelector(".detail-body").replaceChildren(make("p", { class: "banner", text: t("lost", { file: error.message }) }));
    });
  };

  const step = (by) => {
    const next = place + by;
    if (next < 0 || next >= order.length) return;
    place = next;
    showPlace();
    moved(place);
  };

  const open = (items, at) => {
    order = items;
    place = at;
    if (!box.open) box.showModal();
    showPlace();
    moved(place);
  };

  const pressed = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      step(event.key === "ArrowRight" ? 1 : -1);
    } else if (event.key === "f") {
      const findings = box.querySelector("[data-toggle=findings]");
      if (findings) findings.click();
    }
  };

  const start = (onMoved, onClosed) => {
    moved = onMoved;
    box = document.getElementById("detail");
    box.addEventListener("keydown", pressed);
    box.addEventListener("close", () => { box.replaceChildren(); onClosed(place); });
    box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  };

  return {
    start, open, placesOf, measure, isOpen: () => Boolean(box && box.open), item: () => order[place],
    redraw: () => { if (box.open) showPlace(); }
  };
})();

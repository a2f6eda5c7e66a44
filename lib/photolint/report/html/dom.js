// SPDX-License-Identifier: GPL-3.0-or-later
// Words and elements. Text from the data becomes text nodes and nothing else, so that no name can be markup.
"use strict";
photolint.pair = (both) => both[photolint.language];

/// The word of the key with {name} replaced from args; the key itself where there is no such word.
photolint.t = (key, args) => {
  const both = photolint.words[key];
  if (!both) return key;
  return both[photolint.language].replace(/\{(\w+)\}/g, (all, name) => (args && name in args ? args[name] : all));
};

photolint.number = (value) => value.toLocaleString(photolint.language === 1 ? "zh-CN" : "en");

// Never 100 % while one is missing.
photolint.percent = (part, all) => {
  if (all === 0) return "";
  const rounded = Math.round((1000 * part) / all) / 10;
  return (part < all ? Math.min(rounded, 99.9) : rounded).toFixed(1) + "%";
};

photolint.tag = () => (photolint.language === 1 ? "zh-CN" : "en");

/// An element with attributes, class, text and children; keys that begin with "on" are listeners.
photolint.make = (name, options, ...children) => {
  const element = document.createElement(name);
  return photolint.fill(element, options, children);
};

photolint.svg = (name, options, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  return photolint.fill(element, options, children);
};

photolint.fill = (element, options, children) => {
  for (const [key, value] of Object.entries(options || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "text") element.textContent = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

/// What an item is called: its name, else its number or path.
photolint.titleOf = (item) => item.name || item.id;

/// The word for an item's end, and the class that colours it. Where two lists were compared it is the state.
photolint.verdictOf = (item) => {
  const head = photolint.head;
  const status = head.statuses[item.status];
  if (item.state < 0) return { word: photolint.t("status." + status), tone: status };
  return { word: photolint.t("state." + head.states[item.state]), tone: status };
};

photolint.chip = (item) => {
  const verdict = photolint.verdictOf(item);
  return photolint.make("span", { class: "chip tone-" + verdict.tone, text: verdict.word });
};

/// The findings of an item that speak against it, those that reject first.
photolint.reasonsOf = (details) => {
  const against = details.data.findings.filter((finding) => finding[2] > 0);
  return against.filter((finding) => finding[2] === 2).concat(against.filter((finding) => finding[2] === 1));
};

photolint.sentenceOf = (finding, part) => {
  if (finding[3] >= 0 && finding.length > 3) return photolint.pair(part.texts[finding[3]]);
  return photolint.pair(photolint.head.rules[finding[0]].summary);
};

/// Why an item is not accepted, a line each: error, comparison of the lists, findings.
photolint.linesOf = (details) => {
  const lines = [];
  if (details.data.error) lines.push(photolint.pair(details.data.error));
  if (details.data.lists) {
    const [rows, ...rest] = photolint.pair(details.data.lists); // where it stands says less than what is wrong
    lines.push(...rest, rows);
  }
  for (const finding of photolint.reasonsOf(details)) lines.push(photolint.sentenceOf(finding, details.part));
  return lines;
};

/// The drawing of regions over a photo: its viewBox is the full-size photo.
photolint.regions = (details, findings, withNumbers) => {
  const [width, height] = details.data.size;
  const unit = Math.max(width, 0.75 * height) / 100; // a hundredth of the shown width
  const svg = photolint.svg("svg", {
    class: "regions", viewBox: "0 0 " + width + " " + height, "aria-hidden": "true"
  });
  // Several findings in one place share one frame with all their numbers.
  const frames = new Map();
  findings.forEach((finding, place) => {
    if (!finding[5]) return;
    const key = finding[5].join(" ");
    if (!frames.has(key)) frames.set(key, { region: finding[5], weight: 0, numbers: [] });
    const frame = frames.get(key);
    frame.weight = Math.max(frame.weight, finding[2]);
    frame.numbers.push(place + 1);
  });
  const taken = [];
  for (const { region, weight, numbers } of frames.values()) {
    const inset = unit / 2;
    const left = Math.min(Math.max(region[0], inset), width - inset);
    const top = Math.min(Math.max(region[1], inset), height - inset);
    const right = Math.max(Math.min(region[0] + region[2], width - inset), left);
    const bottom = Math.max(Math.min(region[1] + region[3], height - inset), top);
    const tone = weight === 2 ? "rejects" : "warns";
    for (const layer of ["halo", tone]) {
      svg.append(photolint.svg("rect", {
        class: layer, x: left, y: top, width: right - left, height: bottom - top, rx: unit
      }));
    }
    if (!withNumbers) continue;
    let x = left, y = top;
    while (taken.some((other) => Math.abs(other[0] - x) < 6.4 * unit && Math.abs(other[1] - y) < 6.4 * unit)) y += 6.4 * unit;
    numbers.forEach((number, i) => {
      const at = Math.min(x + i * 6.4 * unit, width - 6.4 * unit);
      taken.push([at, y]);
      svg.append(
        photolint.svg("rect", { class: "flag " + tone, x: at, y, width: 6 * unit, height: 6 * unit, rx: unit }),
        photolint.svg("text", { x: at + 3 * unit, y: y + 4.5 * unit, "font-size": 4.4 * unit, text: String(number) }));
    });
  }
  return svg;
};

// SPDX-License-Identifier: GPL-3.0-or-later
// The data of the report. A page opened from disk may load scripts but no other files, so every file of data/
// is a script that hands one value to a function below:
//   words.js        setWords({key: [English, Chinese]})
//   head.js         setHead({run, rules, distributions, sizes of the parts})
//   index-00000.js  index(number, {names: [college or class], rows: [[id, name, path, college, class, status,
//                   state or -1, has a photo, [how many rules reject it, rules that reject, rules that send it
//                   to review]]]})
//   part-00000.js   part(number, {texts: [[English, Chinese]], kinds: [[rule, measurement, unit, decimals, min,
//                   max, [name in both], [band in both]]], items: [{number, line, size: [width, height], fields:
//                   [text, value, ...], error: both, lists: [lines in both], findings: [[rule, status, weight,
//                   text or -1, [[kind, value, text]], [x, y, width, height]]]}]})
// Rules, statuses and states are numbers into the lists of the head; regions are pixels of the full-size photo.
"use strict";
const photolint = {
  head: null,
  words: {},
  items: [],
  language: 0, // 0 English, 1 Chinese: the place in every pair of texts

  setWords(words) { photolint.words = words; },
  setHead(head) { photolint.head = head; },

  index(number, part) {
    const names = part.names;
    for (const row of part.rows) {
      const place = photolint.items.length;
      photolint.items.push({
        place, id: row[0], name: row[1], path: row[2], college: names[row[3]], group: names[row[4]],
        status: row[5], state: row[6], photo: row[7] === 1, rejecting: row[8][0], rules: row[8].slice(1),
        text: ""
      });
    }
  },

  part(number, part) { photolint.parts.arrived(number, part); },
};

/// The file name of a numbered part.
photolint.padded = (number, digits) => String(number).padStart(digits, "0");

photolint.photoOf = (item) => {
  const folder = Math.floor(item.place / photolint.head.photosPerFolder);
  return "photos/" + photolint.padded(folder, 5) + "/" + photolint.padded(item.place, 6) + ".jpg";
};

/// Runs a script of data/ and forgets it. The promise fails where the file is not there.
photolint.load = (name) => new Promise((done, fail) => {
  const script = document.createElement("script");
  script.src = "data/" + name;
  script.onload = () => { script.remove(); done(); };
  script.onerror = () => { script.remove(); fail(new Error("data/" + name)); };
  document.head.append(script);
});

/// The parts with the details, the last used ones kept.
photolint.parts = (() => {
  const kKept = 12;
  const kept = new Map(); // number to part, the longest unused first
  const asked = new Map(); // number to promise

  const partOf = (item) => Math.floor(item.place / photolint.head.itemsPerPart);

  const arrived = (number, part) => {
    kept.set(number, part);
    while (kept.size > kKept) kept.delete(kept.keys().next().value);
  };

  /// The details of the item, or nothing while its part is not here.
  const peek = (item) => {
    const number = partOf(item);
    const part = kept.get(number);
    if (!part) return null;
    kept.delete(number);
    kept.set(number, part);
    return { part, data: part.items[item.place % photolint.head.itemsPerPart] };
  };

  const get = (item) => {
    const here = peek(item);
    if (here) return Promise.resolve(here);
    const number = partOf(item);
    if (!asked.has(number)) {
      const forget = () => asked.delete(number);
      const loading = photolint.load("part-" + photolint.padded(number, 5) + ".js");
      asked.set(number, loading);
      loading.then(forget, forget);
    }
    return asked.get(number).then(() => peek(item));
  };

  return { arrived, peek, get };
})();

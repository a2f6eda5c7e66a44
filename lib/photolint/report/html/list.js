// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery and the table: only what can be seen is in the page, whatever the number of items.
"use strict";
photolint.list = (() => {
  const kTallest = 8000000; // pixels; browsers draw nothing beyond 16 to 33 million
  const kRowsAround = 2; // above and below what can be seen
  const kPause = 90; // milliseconds without scrolling before photos and sentences are fetched
  const make = photolint.make;

  let list = null; // the box that scrolls
  let space = null; // as tall as all items
  let layout = null; // of the view: how an item is made and how much room it takes
  let items = [];
  let current = 0; // place of the item that the keyboard is at
  let frame = 0;
  let pause = 0;
  let open = () => {};
  const shown = new Map(); // place to element

  const columns = () => layout.columns(list.clientWidth);
  const rows = () => Math.ceil(items.length / columns());
  const fullHeight = () => rows() * layout.height() + layout.pad;
  const spaceHeight = () => Math.min(fullHeight(), kTallest);

  /// Pixels of all items above the upper edge; of the box where everything fits into the tallest space.
  const offset = () => {
    const room = spaceHeight() - list.clientHeight;
    if (fullHeight() <= kTallest || room <= 0) return list.scrollTop;
    return (list.scrollTop / room) * (fullHeight() - list.clientHeight);
  };

  const scrollToOffset = (wanted) => {
    const room = spaceHeight() - list.clientHeight;
    list.scrollTop = fullHeight() <= kTallest ? wanted : (wanted / (fullHeight() - list.clientHeight)) * room;
  };

  const fetchShown = () => {
    for (const [place, element] of shown) {
      const item = items[place];
      layout.finish(element, item, photolint.parts.peek(item));
      photolint.parts.get(item).then((details) => {
        if (details && shown.get(place) === element && items[place] === item) layout.finish(element, item, details);
      }, () => {});
    }
  };

  const settle = () => {
    clearTimeout(pause);
    pause = setTimeout(fetchShown, kPause);
  };

  const element = (place) => {
    const item = items[place];
    const node = layout.make(item, place, items.length);
    node.tabIndex = place === current ? 0 : -1;
    node.addEventListener("click", () => { current = place; open(place); });
    const details = photolint.parts.peek(item);
    if (details) layout.finish(node, item, details);
    return node;
  };

  const render = () => {
    frame = 0;
    if (!layout) return;
    const across = columns(), height = layout.height(), top = offset();
    const first = Math.max(0, Math.floor(top / height) - kRowsAround) * across;
    const last = Math.min(items.length, (Math.ceil((top + list.clientHeight) / height) + kRowsAround) * across);
    const hadFocus = list.contains(document.activeElement) && document.activeElement !== list;
    for (const [place, node] of shown) {
      if (place >= first && place < last) continue;
      node.remove();
      shown.delete(place);
    }
    const shift = list.scrollTop - top;
    for (let place = first; place < last; ++place) {
      let node = shown.get(place);
      if (!node) {
        node = element(place);
        shown.set(place, node);
        space.append(node);
      }
      const row = Math.floor(place / across), column = place % across;
      node.style.transform = "translate(" + layout.left(column, across, list.clientWidth) + "px," +
        Math.round(row * height + layout.pad / 2 + shift) + "px)";
      node.style.width = layout.width(across, list.clientWidth) + "px";
    }
    if (hadFocus && !list.contains(document.activeElement)) list.focus({ preventScroll: true });
    settle();
  };

  const ask = () => { if (!frame) frame = requestAnimationFrame(render); };

  const clear = () => {
    for (const node of shown.values()) node.remove();
    shown.clear();
  };

  const show = (newItems, newLayout, keepPlace) => {
    const before = layout;
    items = newItems;
    layout = newLayout;
    if (!keepPlace) current = 0;
    current = Math.max(0, Math.min(current, items.length - 1));
    clear();
    list.className = "list " + layout.name;
    list.setAttribute("role", layout.role);
    list.setAttribute("aria-rowcount", items.length);
    if (layout.role !== "grid") list.removeAttribute("aria-rowcount");
    space.style.height = spaceHeight() + "px";
    if (!keepPlace || before !== newLayout) list.scrollTop = 0;
    if (keepPlace && before && before !== newLayout) reveal(current);
    render();
    fetchShown();
  };

  /// Scrolls as little as needed to show the item.
  const reveal = (place) => {
    const height = layout.height(), row = Math.floor(place / columns()), top = offset();
    const upper = row * height, lower = upper + height + layout.pad;
    if (upper < top) scrollToOffset(upper);
    else if (lower > top + list.clientHeight) scrollToOffset(lower - list.clientHeight);
  };

  const focus = (place) => {
    if (items.length === 0) return;
    const old = shown.get(current);
    if (old) old.tabIndex = -1;
    current = Math.max(0, Math.min(place, items.length - 1));
    reveal(current);
    render();
    const node = shown.get(current);
    if (!node) return;
    node.tabIndex = 0;
    node.focus({ preventScroll: true });
  };

  const pressed = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(list.clientHeight / layout.height())) * columns();
    const steps = {
      ArrowDown: columns(), ArrowUp: -columns(), ArrowRight: 1, ArrowLeft: -1, PageDown: page, PageUp: -page,
      Home: -items.length, End: items.length
    };
    if (event.key in steps) {
      event.preventDefault();
      // From the list itself the first key goes to the item where the keyboard was.
      focus(document.activeElement === list && !event.key.startsWith("P") && event.key !== "Home" && event.key !== "End"
        ? current : current + steps[event.key]);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (items.length > 0) open(current);
    }
  };

  const start = (opener) => {
    open = opener;
    list = document.getElementById("list");
    space = make("div", { class: "space", role: "presentation" });
    list.append(space);
    list.addEventListener("scroll", ask, { passive: true });
    list.addEventListener("keydown", pressed);
    new ResizeObserver(() => {
      if (!layout) return;
      space.style.height = spaceHeight() + "px";
      ask();
    }).observe(list);
  };

  return { start, show, focus, refresh: () => { clear(); ask(); }, reached: () => current };
})();

/// A card: photo, name, verdict and the first reasons in words.
photolint.gallery = (() => {
  const kGap = 14, kNarrowest = 340;
  const make = photolint.make;
  const padding = (width) => (width < 600 ? 12 : 28);

  const columns = (width) => Math.max(1, Math.floor((width - 2 * padding(width) + kGap) / (kNarrowest + kGap)));
  const width = (across, room) => Math.floor((room - 2 * padding(room) - (across - 1) * kGap) / across);

  const picture = (item) => {
    if (!item.photo) return make("span", { class: "card-photo none" }, make("span", { text: photolint.t("no-photo") }));
    return make("span", { class: "card-photo" });
  };

  const makeCard = (item, place, all) => make("div", {
    class: "card tone-" + photolint.verdictOf(item).tone, role: "option", "aria-selected": "false", "aria-posinset": place + 1, "aria-setsize": all,
    "data-place": item.place
  },
  picture(item),
  make("span", { class: "card-text" },
    make("span", { class: "card-name", text: photolint.titleOf(item), dir: "auto" }),
    make("span", { class: "card-id", text: item.name ? item.id : "" }),
    photolint.chip(item),
    make("span", { class: "card-why" })));

  /// Adds what is fetched while nothing scrolls: the photo, and what the details say.
  const finish = (card, item, details) => {
    const box = card.firstChild;
    if (item.photo && !box.querySelector("img")) {
      box.append(make("img", { src: photolint.photoOf(item), alt: "", decoding: "async" }));
    }
    if (!details || card.dataset.done) return;
    card.dataset.done = "1";
    const reasons = photolint.reasonsOf(details);
    // Only what the words beside it are about.
    const first = reasons.slice(0, 1).filter((finding) => finding[5]);
    if (item.photo && details.data.size && first.length > 0) box.append(photolint.regions(details, first, false));
    const lines = photolint.linesOf(details);
    const why = card.querySelector(".card-why");
    if (lines.length > 0) why.append(make("span", { class: "first", text: lines[0] }));
    if (lines.length > 1) why.append(make("span", { class: "more", text: photolint.t("more", { count: lines.length - 1 }) }));
  };

  return {
    name: "gallery", role: "listbox", pad: 28, height: () => 190 + kGap, columns, width,
    left: (column, across, room) => padding(room) + column * (width(across, room) + kGap), make: makeCard, finish
  };
})();

/// A row: number, name, college, class, verdict, rules, first reason.
photolint.table = (() => {
  const make = photolint.make;

  const cells = (item) => [
    make("span", { class: "cell name", role: "gridcell", text: photolint.titleOf(item), dir: "auto" }),
    make("span", { class: "cell id", role: "gridcell", text: item.name ? item.id : "" }),
    make("span", { class: "cell verdict", role: "gridcell" }, photolint.chip(item)),
    make("span", { class: "cell college", role: "gridcell", text: item.college }),
    make("span", { class: "cell class", role: "gridcell", text: item.group }),
    make("span", {
      class: "cell codes", role: "gridcell", text: item.rules.map((rule) => photolint.head.rules[rule].code).join(" ")
    }),
    make("span", { class: "cell why", role: "gridcell" })
  ];

  const makeRow = (item, place) => make("div", {
    class: "table-row", role: "row", "aria-rowindex": place + 1, "data-place": item.place
  }, ...cells(item));

  const finish = (row, item, details) => {
    if (!details || row.dataset.done) return;
    row.dataset.done = "1";
    const lines = photolint.linesOf(details);
    if (lines.length > 0) row.lastChild.textContent = lines[0];
  };

  const heading = (box) => {
    const keys = ["column.name", "column.id", "column.verdict", "field.college", "field.class_name", "column.codes", "column.reason"];
    const classes = ["name", "id", "verdict", "college", "class", "codes", "why"];
    box.replaceChildren(...keys.map((key, i) => make("span", { class: "cell " + classes[i], text: photolint.label(key) })));
  };

  return {
    name: "rows", role: "grid", pad: 0, height: () => 44, columns: () => 1, width: (across, room) => room,
    left: () => 0, make: makeRow, finish, heading
  };
})();

/// A catalogue's word as a label: fields have their canonical name in English.
photolint.label = (key) => {
  const word = photolint.t(key).replaceAll("_", " ");
  return word.charAt(0).toUpperCase() + word.slice(1);
};

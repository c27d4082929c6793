// What the page does besides: it is whole without. Keys, copying, marks, spans of a timeline.
"use strict";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);

// Addresses stay short: what is empty is not sent.
for (const form of all("form[data-lean]")) {
  form.addEventListener("submit", () => {
    const empty = all("input, select", form).filter((field) => field.name && !field.value);
    for (const field of empty) field.disabled = true;
    setTimeout(() => empty.forEach((field) => (field.disabled = false)));
  });
}
for (const select of all(".row select")) select.addEventListener("change", () => select.form.requestSubmit());

// Copying
for (const button of all("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const said = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = said), 1500);
  });
}

// Marks of an article
const places = all("article .body mark");
let place = -1;
function toMark(step) {
  if (!places.length) return;
  if (place < 0 && step > 0) {
    const here = one("#hit");
    const within = here ? places.findIndex((mark) => here.contains(mark) || here.compareDocumentPosition(mark) & 4) : 0;
    place = Math.max(within, 0) - 1;
  }
  places[place]?.classList.remove("now");
  place = (place + step + places.length) % places.length;
  const mark = places[place];
  mark.classList.add("now");
  mark.tabIndex = -1;
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center" });
  one("[data-count]").textContent = `${place + 1} of ${places.length} marks`;
}
if (places.length) {
  one("[data-marks]").hidden = false;
  one("[data-count]").textContent = `${places.length} mark${places.length > 1 ? "s" : ""}`;
  for (const button of all("[data-mark]")) button.addEventListener("click", () => toMark(+button.dataset.mark));
}

// Hits
function toHit(step) {
  const hits = all(".hit h2 a, .hit h3 a, .hit .in a");
  if (!hits.length) return;
  const now = document.activeElement?.closest(".hit");
  const at = hits.findIndex((link) => now?.contains(link));
  const next = hits[Math.min(Math.max(at + step, 0), hits.length - 1)];
  next.focus({ preventScroll: true });
  next.closest(".hit").scrollIntoView({ block: "nearest" });
}

// A timeline: along it with the arrows, a span of it by dragging or with Shift
const bars = one("[data-bars]");
if (bars) {
  const links = all("a", bars);
  let from = -1;
  let to = -1;
  const show = () => links.forEach((link, n) => link.classList.toggle("in", from >= 0 && n >= Math.min(from, to) && n <= Math.max(from, to)));
  const narrow = () => {
    const [first, last] = [links[Math.min(from, to)], links[Math.max(from, to)]];
    const address = new URL(location.href);
    for (const name of ["on", "offset"]) address.searchParams.delete(name);
    address.searchParams.set("since", first.dataset.first);
    address.searchParams.set("until", last.dataset.last);
    address.hash = "";
    location.assign(address);
  };
  const nearest = (x) => {
    let best = 0;
    let least = Infinity;
    links.forEach((link, n) => {
      const box = link.getBoundingClientRect();
      const far = Math.abs((box.left + box.right) / 2 - x);
      if (far < least) [best, least] = [n, far];
    });
    return best;
  };
  links.forEach((link, n) => (link.tabIndex = n ? -1 : 0));
  bars.addEventListener("focusin", (event) => links.forEach((link) => (link.tabIndex = link === event.target.closest("a") ? 0 : -1)));
  bars.addEventListener("keydown", (event) => {
    const at = links.indexOf(document.activeElement);
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -links.length, End: links.length }[event.key];
    if (step) {
      event.preventDefault();
      const next = Math.min(Math.max(at + step, 0), links.length - 1);
      if (!event.shiftKey) from = -1;
      else if (from < 0) from = at;
      to = next;
      links[next].focus();
      show();
    } else if (event.key === "Enter" && from >= 0) {
      event.preventDefault();
      narrow();
    } else if (event.key === "Escape") {
      from = -1;
      show();
    }
  });
  let dragged = false;
  bars.addEventListener("dragstart", (event) => event.preventDefault());
  bars.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    dragged = false;
    const begun = event.clientX;
    from = to = nearest(begun);
    const move = (moved) => {
      dragged ||= Math.abs(moved.clientX - begun) > 6;
      to = nearest(moved.clientX);
      if (dragged) show();
    };
    const done = (event) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", done);
      removeEventListener("pointercancel", done);
      if (dragged && event.type === "pointerup") narrow();
      else from = -1;
      show();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", done);
    addEventListener("pointercancel", done);
  });
  bars.addEventListener("click", (event) => dragged && event.preventDefault(), true);
}

// Keys
const keys = one("#keys");
for (const button of all("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => keys.showModal());
}
const actions = {
  "/": () => { const box = one("#q"); box?.focus(); box?.select(); },
  j: () => toHit(1),
  k: () => toHit(-1),
  n: () => toMark(1),
  p: () => toMark(-1),
  "?": () => keys.showModal(),
};
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, dialog[open]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
});

// The scoring page: marks from the keyboard, what a mark means, and a review that is submitted without a connection.

import { storageOf } from "./autosave.js";

const retry = 15000; // milliseconds after a submission that did not reach the server
const pause = 700; // between the two digits of a mark
const choice = "laurel.keys"; // whether single keys do something

export function enhance(forms) {
  for (const form of forms) {
    meanings(form);
    keys(form);
    submission(form);
  }
}

// Of what the marks mean, the one that was given stands out; a sum that no longer holds goes.
function meanings(form) {
  const show = () => {
    for (const meaning of form.querySelectorAll("[data-mark]")) {
      const given = meaning.closest(".criterion").querySelector("input:checked, input[type=number]");
      meaning.classList.toggle("given", given?.value === meaning.dataset.mark);
    }
  };
  form.addEventListener("input", () => {
    show();
    form.querySelector(".score")?.remove();
  });
  show();
}

// Single keys do nothing while somebody types, with a modifier, or where they were switched off (WCAG 2.1.4).
function keys(form) {
  const help = document.querySelector("[data-keys]");
  if (!help || !form.elements.version) return;
  const box = help.querySelector("input");
  help.hidden = false;
  box.checked = localStorage.getItem(choice) !== "off";
  box.addEventListener("change", () => localStorage.setItem(choice, box.checked ? "on" : "off"));

  const criteria = [...form.querySelectorAll(".criterion")];
  const isMarked = (criterion) => criterion.querySelector("input:checked");
  let current = criteria.findIndex((criterion) => !isMarked(criterion));
  let digits = "", timer;

  const at = () => {
    const focused = criteria.findIndex((criterion) => criterion.contains(document.activeElement));
    if (focused >= 0) current = focused;
    return criteria[Math.max(current, 0)];
  };
  const go = (step) => {
    at();
    current = Math.min(Math.max(current + step, 0), criteria.length - 1);
    const inputs = [...criteria[current].querySelectorAll("input")];
    (inputs.find(({ checked }) => checked) ?? inputs[0]).focus();
    criteria[current].scrollIntoView({ block: "nearest" });
  };
  const mark = (digit) => {
    clearTimeout(timer);
    const criterion = at();
    const find = (value) => [...criterion.querySelectorAll("input")].find((input) => input.value === value);
    const input = find(digits + digit) ?? find(digit);
    digits = find(digits + digit) ? digits + digit : digit;
    timer = setTimeout(() => { digits = ""; }, pause);
    if (!input || input.type !== "radio") return;
    input.focus();
    if (input.checked) return;
    input.checked = true;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const press = (name) => form.querySelector(`[name=deed][value=${name}]`)?.click();
  const deeds = {
    n: () => go(1), p: () => go(-1), s: () => press("save"),
    a: () => document.querySelector("a[rel=next]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
      event.preventDefault();
      return press("submit");
    }
    if (!box.checked || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (/^[0-9]$/.test(event.key)) return mark(event.key);
    // By the place of the key, so that it is the same one on a Russian or an Arabic keyboard.
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase();
    if (!deeds[letter] || event.repeat) return;
    event.preventDefault();
    deeds[letter]();
  });
}

const isTyping = (target) =>
  target.isContentEditable || target.matches("textarea, select, input:not([type=radio], [type=checkbox])");

// A submission waits in this browser until the server can be reached, and goes out once: what the server already has
// it answers as it did the first time. What it refuses comes back as its own page, with the reasons beside the fields.
function submission(form) {
  if (!form.elements.version) return;
  const state = form.querySelector(".save-state");
  const waiting = storageOf(form) + " submit";
  let timer, isUnderWay = false;

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.submitter?.value !== "submit") return;
    event.preventDefault();
    try { localStorage.setItem(waiting, "yes"); } catch {}
    send();
  });

  async function send() {
    if (isUnderWay) return;
    isUnderWay = true;
    clearTimeout(timer);
    state.textContent = state.dataset.saving;
    const isReached = await fetch(form.action, { method: "HEAD", cache: "no-store" }).then(({ ok }) => ok, () => false);
    if (isReached) return leave();
    isUnderWay = false;
    state.textContent = form.dataset.waiting;
    timer = setTimeout(send, retry);
  }

  function leave() {
    const deed = document.createElement("input");
    Object.assign(deed, { type: "hidden", name: "deed", value: "submit" });
    form.append(deed);
    form.submit();
  }

  // Whoever closed the page before the line was back finds it as it was, and it goes out now; what arrived, or was
  // answered with a reason, does not go out again.
  const isAnswered = !localStorage.getItem(storageOf(form)) || document.querySelector(".notice.problem");
  if (isAnswered) localStorage.removeItem(waiting);
  else if (localStorage.getItem(waiting)) send();
  addEventListener("online", () => { if (localStorage.getItem(waiting)) send(); });
}

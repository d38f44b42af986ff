// The form of an application: saves what is typed as it is typed, counts, adds up, shows and hides.

const pause = 1200; // milliseconds after the last key
const retry = 6000; // after a save that did not reach the server

export default function draft(form) {
  const state = form.querySelector(".save-state");
  const changed = new Set(); // names of fields typed into since the last save
  let timer, running, isStopped = false;

  const keyOf = (name) => name.split(".")[0];

  form.addEventListener("input", (event) => {
    const control = event.target;
    if (!control.name || control.type === "file") return;
    changed.add(keyOf(control.name));
    count(control);
    follow(form);
    add(control.closest(".table-field"));
    schedule(pause);
  });

  function schedule(delay) {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(save, delay);
  }

  function say(text, isProblem = false) {
    state.textContent = text;
    state.classList.toggle("problem", isProblem);
  }

  // Only what changed is sent: the connection may be bad. A field without a value is sent as an empty one.
  function body(keys) {
    const sent = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const isOurs = name === "_token" || name === "version" || keys.has(keyOf(name));
      if (isOurs && typeof value === "string") sent.append(name, value);
    }
    return sent;
  }

  async function save() {
    if (running) return running;
    if (changed.size === 0 || isStopped) return;
    const keys = new Set(changed);
    changed.clear();
    say(form.dataset.saving);
    running = send(keys);
    await running;
    running = undefined;
    if (changed.size > 0 && !isStopped && !timer) schedule(pause);
  }

  async function send(keys) {
    timer = undefined;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: body(keys), headers: { Accept: "application/json" }, redirect: "error",
      });
      if (answer.ok) {
        form.elements.version.value = (await answer.json()).version;
        say(form.dataset.saved);
      } else if (answer.status === 409) {
        stop(form.dataset.conflict, keys);
      } else {
        const problem = await answer.json();
        const isTemporary = answer.status === 429 || answer.status >= 500;
        keys.forEach((key) => changed.add(key));
        say(problem.detail, true);
        if (isTemporary) schedule(retry * 5); else isStopped = true;
      }
    } catch {
      keys.forEach((key) => changed.add(key));
      say(form.dataset.failed, true);
      schedule(retry);
    }
  }

  // Both texts are kept by the server; its page shows them side by side.
  function stop(text) {
    isStopped = true;
    say(text + " ", true);
    const link = document.createElement("a");
    link.href = form.action;
    link.textContent = form.dataset.look;
    state.append(link);
  }

  // A page that is sent while a save is under way would meet its own version as somebody else's.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (running) {
      event.preventDefault();
      await running;
      form.requestSubmit(event.submitter);
      return;
    }
    changed.clear();
  });

  addEventListener("beforeunload", (event) => {
    if (changed.size > 0 && !isStopped) event.preventDefault();
  });
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  addEventListener("online", () => schedule(0));
}

function count(control) {
  const counter = control.closest(".field")?.querySelector(".counter");
  if (!counter) return;
  const text = control.value.trim();
  const isWords = counter.dataset.counts === "words";
  const number = isWords ? text.split(/\s+/u).filter(Boolean).length : letters(text);
  const most = Number(counter.dataset.most);
  counter.querySelector("output").textContent = number.toLocaleString(document.documentElement.lang);
  counter.classList.toggle("over", number > most);
}

// Letters as people see them: with their accents, an emoji as one.
function letters(text) {
  if (!Intl.Segmenter) return [...text].length;
  let number = 0;
  for (const _ of new Intl.Segmenter().segment(text)) number += 1;
  return number;
}

// What an answer shows or hides further down. A part that is hidden keeps what was typed.
function follow(form) {
  for (const part of form.querySelectorAll("[data-shown-when]")) {
    part.hidden = !holds(JSON.parse(part.dataset.shownWhen), form);
  }
}

function holds(condition, form) {
  const values = condition.field ? answers(condition.field, form) : [];
  if (condition.answered !== undefined && condition.answered !== values.length > 0) return false;
  if (condition.equals !== undefined && !(values.length === 1 && values[0] === condition.equals)) return false;
  if (condition.contains !== undefined && !values.includes(condition.contains)) return false;
  const each = (name) => condition[name] ?? [];
  return each("all").every((part) => holds(part, form))
    && (each("any").length === 0 || each("any").some((part) => holds(part, form)))
    && !each("none").some((part) => holds(part, form));
}

// An answer counts only while its own field is seen.
function answers(key, form) {
  const values = [];
  for (const control of form.elements) {
    if (control.name !== key && !control.name.startsWith(key + ".")) continue;
    if (control.closest("[data-shown-when][hidden]")) continue;
    if ((control.type === "checkbox" || control.type === "radio") && !control.checked) continue;
    if (control.type !== "file" && control.value.trim()) values.push(control.value.trim());
  }
  return values;
}

// The last row of a table was begun: another follows. And what stands in it is added up.
function add(table) {
  if (!table) return;
  const rows = table.tBodies[0].rows;
  const last = rows[rows.length - 1];
  const isBegun = [...last.querySelectorAll("input, select")].some((control) => control.value);
  if (isBegun && rows.length < Number(table.dataset.most)) last.after(next(last, rows.length));
  for (const output of table.querySelectorAll("output[data-sum]")) sum(table, output);
}

function next(row, index) {
  const copy = row.cloneNode(true);
  for (const control of copy.querySelectorAll("input, select")) {
    const parts = control.name.split(".");
    parts[1] = index;
    control.name = control.id = parts.join(".");
    control.value = "";
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
    control.setAttribute("aria-label", control.getAttribute("aria-label").replace(/\p{N}+/u, index + 1));
  }
  copy.querySelectorAll(".error").forEach((error) => error.remove());
  return copy;
}

function sum(table, output) {
  let total = 0;
  for (const control of table.querySelectorAll("input")) {
    if (control.name.split(".")[2] !== output.dataset.sum) continue;
    const number = Number(control.value.replace(/[\s’']/gu, "").replace(",", "."));
    if (Number.isFinite(number)) total += number;
  }
  const digits = Number(output.dataset.digits);
  output.textContent = total.toLocaleString(document.documentElement.lang, {
    minimumFractionDigits: digits, maximumFractionDigits: digits,
  });
}

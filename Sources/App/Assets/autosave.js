// Saves a form in the background, a moment after somebody stopped typing. What the server has not confirmed is also
// kept in this browser, so that neither a bad link nor a closed tab loses it.

const pause = 1200; // milliseconds after the last key
const retry = 15000; // after a save that did not reach the server
const prefix = "laurel.draft ";

export function enhance(forms) {
  for (const form of forms) {
    if (form.hasAttribute("data-autosave")) autosave(form);
    else form.addEventListener("submit", forgetAll);
  }
}

// Whoever signs out leaves nothing behind on a shared device.
function forgetAll() {
  Object.keys(localStorage).filter((key) => key.startsWith(prefix)).forEach((key) => localStorage.removeItem(key));
}

// Two people who share a browser do not find each other's words.
export const storageOf = (form) => prefix + (form.dataset.owner ? `${form.dataset.owner} ` : "") + form.action;

function autosave(form) {
  const state = form.querySelector(".save-state");
  const storage = storageOf(form);
  const fieldOf = (name) => name.split(".")[0];
  const changed = new Set(); // fields typed into since the last save
  // What changes only on purpose is kept in this browser alone until then.
  let timer, running, isStopped = form.dataset.autosave === "here";

  function say(text, isProblem = false) {
    state.textContent = text;
    state.classList.toggle("problem", isProblem);
  }

  const own = ["_token", "version", "request_key"]; // each page has its own
  const entries = () =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !own.includes(name));
  const version = () => form.elements.version.value;

  // A full or forbidden storage must not keep anybody from saving.
  function keep(isSent = false) {
    try {
      localStorage.setItem(storage, JSON.stringify({ version: version(), isSent, typed: entries() }));
    } catch {}
  }

  function schedule(delay) {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(save, delay);
  }

  function save() {
    running ??= send(new Set(changed)).finally(() => { running = undefined; });
    return running;
  }

  async function send(fields) {
    if (!fields.size || isStopped) return;
    changed.clear();
    say(state.dataset.saving);
    const isWanted = ([name]) => form.dataset.autosave !== "changes" || fields.has(fieldOf(name));
    const sent = [...entries().filter(isWanted), ["version", version()], ["_token", form.elements._token.value]];
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(sent), headers: { Accept: "application/json" }, keepalive: true,
      });
    } catch {}
    if (answer?.ok) {
      form.elements.version.value = (await answer.json()).version;
      if (changed.size) return schedule(pause);
      localStorage.removeItem(storage);
      say(state.dataset.saved);
      return;
    }
    fields.forEach((field) => changed.add(field));
    if (!answer || answer.status >= 500 || answer.status === 429) {
      say(state.dataset.offline);
      schedule(retry);
    } else if (answer.status === 422) {
      const problem = await answer.json();
      say(problem.detail ?? problem.message, true);
    } else {
      isStopped = true;
      say(answer.status === 409 ? state.dataset.conflict : state.dataset.refused, true);
    }
  }

  // What was typed over an older version goes to the server as such: it answers with both texts.
  function restore() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(storage));
    } catch {}
    if (!kept) return;
    const hasArrived = kept.isSent && kept.version !== version();
    if (hasArrived || JSON.stringify(kept.typed) === JSON.stringify(entries())) return localStorage.removeItem(storage);
    const values = new Map();
    for (const [name, value] of kept.typed) values.set(name, [...(values.get(name) ?? []), value]);
    makeRoom(values);
    for (const control of form.elements) put(values.get(control.name), control);
    form.elements.version.value = kept.version;
    form.closest("details")?.setAttribute("open", "");
    schedule(pause);
    say(state.dataset.restored);
  }

  function makeRoom(values) {
    for (const { dataset, tBodies } of form.querySelectorAll("[data-rows]")) {
      const cells = [...values.keys()].filter((name) => name.startsWith(`${dataset.rows}.`));
      const last = Math.max(...cells.map((name) => Number(name.split(".")[1])));
      const add = form.querySelector(`[data-add="${dataset.rows}"]`);
      while (!add.hidden && tBodies[0].rows.length <= last) add.click();
    }
  }

  function put(values, control) {
    if (!control.name || ["hidden", "file", "submit", "fieldset"].includes(control.type)) return;
    if (["checkbox", "radio"].includes(control.type)) control.checked = Boolean(values?.includes(control.value));
    else if (values?.length) control.value = values.shift();
    changed.add(fieldOf(control.name));
    control.dispatchEvent(new Event("input"));
  }

  form.addEventListener("input", ({ target }) => {
    if (!target.name || target.type === "file") return;
    changed.add(fieldOf(target.name));
    keep();
    schedule(pause);
  });

  // A page that is sent while a save is under way would meet its own version as somebody else's.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (running) {
      event.preventDefault();
      await running;
      return form.requestSubmit(event.submitter);
    }
    isStopped = true;
    keep(true);
  });

  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  addEventListener("online", () => schedule(0));
  restore();
}

// Saves a form in the background, a moment after somebody stopped typing. What the server has not confirmed is also
// kept in this browser, so that neither a bad link nor a closed tab loses it.

const pause = 1200;
const retry = 15000;
const prefix = "laurel.draft ";

export function enhance(forms) {
  for (const form of forms) {
    if (form.dataset.autosave) autosave(form);
    else form.addEventListener("submit", forgetAll);
  }
}

// Whoever signs out leaves nothing behind on a shared device.
function forgetAll() {
  Object.keys(localStorage).filter((key) => key.startsWith(prefix)).forEach((key) => localStorage.removeItem(key));
}

function autosave(form) {
  const state = form.querySelector(".save-state");
  const key = prefix + form.dataset.autosave;
  let timer;
  let isSending = false;
  let isStopped = false;
  let edits = 0;

  const say = (what) => {
    state.textContent = state.dataset[what];
    state.classList.toggle("problem", what === "conflict" || what === "refused");
  };
  const entries = () =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "_token");

  const version = () => form.elements.version.value;
  const typed = () => JSON.stringify(entries().filter(([name]) => name !== "version"));

  // A full or forbidden storage must not keep anybody from saving.
  const keep = (isSent = false) => {
    try {
      localStorage.setItem(key, JSON.stringify({ version: version(), isSent, typed: typed() }));
    } catch {}
  };
  const forget = () => localStorage.removeItem(key);

  const later = (delay) => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(save, delay);
  };

  async function save() {
    if (isSending) return later(pause);
    isSending = true;
    say("saving");
    const sent = edits;
    let answer;
    try {
      const body = new URLSearchParams([...entries(), ["_token", form.elements._token.value]]);
      answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" } });
    } catch {}
    isSending = false;
    if (answer?.ok) {
      form.elements.version.value = (await answer.json()).version;
      if (sent !== edits) return;
      forget();
      say("saved");
    } else if (!answer || answer.status >= 500 || answer.status === 429) {
      say("offline");
      later(retry);
    } else {
      isStopped = true;
      say(answer.status === 409 ? "conflict" : "refused");
    }
  }

  // What was typed over an older version goes to the server as such: it answers with both texts.
  function restore() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(key));
    } catch {}
    if (!kept) return;
    const hasArrived = kept.typed === typed() || (kept.isSent && kept.version !== version());
    if (hasArrived) return forget();
    const values = new Map();
    for (const [name, value] of JSON.parse(kept.typed)) values.set(name, [...(values.get(name) ?? []), value]);
    makeRoom(values);
    for (const field of form.elements) put(values.get(field.name), field);
    form.elements.version.value = kept.version;
    edits += 1;
    later(pause);
    say("restored");
  }

  function makeRoom(values) {
    for (const { dataset, tBodies } of form.querySelectorAll("[data-rows]")) {
      const numbers = [...values.keys()].filter((name) => name.startsWith(`${dataset.rows}.`)).map((name) => name.split(".")[1]);
      const add = form.querySelector(`[data-add="${dataset.rows}"]`);
      while (!add.hidden && tBodies[0].rows.length <= Math.max(...numbers)) add.click();
    }
  }

  function put(values, field) {
    if (!field.name || field.name === "_token" || ["file", "submit", "fieldset"].includes(field.type)) return;
    if (["checkbox", "radio"].includes(field.type)) field.checked = Boolean(values?.includes(field.value));
    else if (values?.length) field.value = values.shift();
    field.dispatchEvent(new Event("input"));
  }

  form.addEventListener("input", () => {
    edits += 1;
    keep();
    later(pause);
  });
  form.addEventListener("submit", () => {
    isStopped = true;
    clearTimeout(timer);
    keep(true);
  });
  window.addEventListener("online", () => later(0));
  restore();
}

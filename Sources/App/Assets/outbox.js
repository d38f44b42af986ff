// Ideas and comments that are typed while the line is broken stay on the phone, and are sent once when it is back:
// the server keeps what comes twice under one key once.

const store = `laurel.draft outbox ${location.pathname.split("/sessions/")[1]?.split("/")[0]}`;
const typed = (form) => `laurel.draft typed ${location.pathname} ${form.getAttribute("action")}`;
const retry = 15000;

export function enhance(forms) {
  const line = document.querySelector("[data-events]");
  if (!line) return;
  const list = document.createElement("ul");
  list.className = "outbox";
  list.setAttribute("aria-label", line.dataset.waiting);
  forms[0].before(list);
  let sending = false;

  for (const form of forms) {
    restore(form);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", (event) => submit(event, form));
  }

  const read = () => { try { return JSON.parse(localStorage.getItem(store)) ?? []; } catch { return []; } };
  const write = (entries) => {
    try { localStorage.setItem(store, JSON.stringify(entries)); } catch { return false; }
    draw();
    return true;
  };
  const change = (key, change) => write(read().flatMap((entry) => (entry.key === key ? change(entry) : [entry])));

  async function submit(event, form) {
    event.preventDefault();
    const entry = {
      key: form.elements.request_key.value, path: form.getAttribute("action"),
      fields: fields(form), title: (form.elements.title ?? form.elements.text)?.value ?? "",
    };
    const outcome = await send(entry);
    if (outcome.isSent) return done(form, () => location.reload());
    // The page that the server itself answers says what is wrong beside each field.
    if (outcome.refusal || !write([...read(), entry])) return form.submit();
    done(form, () => {});
  }

  function done(form, then) {
    localStorage.removeItem(typed(form));
    form.reset();
    for (const field of form.querySelectorAll("textarea, input:not([type=hidden])")) field.value = "";
    form.elements.request_key.value = newKey();
    then();
  }

  async function send({ path, fields, key }) {
    const token = document.querySelector("[name=_token]").value;
    const body = new URLSearchParams([...fields, ["request_key", key], ["_token", token]]);
    try {
      const answer = await fetch(path, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
      if (answer.ok || answer.type === "opaqueredirect") return { isSent: true };
      if (answer.status >= 500 || answer.status === 429) return {};
      const problem = await answer.json();
      return { refusal: problem.fields?.[0]?.detail ?? problem.detail };
    } catch {
      return {};
    }
  }

  async function flush() {
    if (sending) return;
    sending = true;
    for (const entry of read().filter(({ refusal }) => !refusal)) {
      const outcome = await send(entry);
      if (outcome.isSent) change(entry.key, () => []);
      else if (outcome.refusal) change(entry.key, (entry) => [{ ...entry, refusal: outcome.refusal }]);
      else break;
    }
    sending = false;
  }

  // What the server refuses stays to be read and copied until its author lets it go.
  function draw() {
    list.replaceChildren(...read().map(({ key, title, refusal }) => {
      const item = document.createElement("li");
      const words = document.createElement("bdi");
      words.textContent = title;
      const state = document.createElement("span");
      state.className = "soft";
      state.textContent = refusal ?? line.dataset.waiting;
      item.append(words, " ", state);
      if (refusal) {
        const discard = document.createElement("button");
        discard.type = "button";
        discard.className = "button quiet";
        discard.textContent = line.dataset.discard;
        discard.addEventListener("click", () => change(key, () => []));
        item.append(" ", discard);
      }
      return item;
    }));
    list.hidden = !list.children.length;
  }

  draw();
  flush();
  addEventListener("online", flush);
  addEventListener("laurel-connected", flush);
  setInterval(flush, retry);
}

// Not `randomUUID`, which browsers have under https only.
const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const fields = (form) =>
  [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["_token", "request_key"].includes(name));

// A tab that closes takes nothing with it.
function keep(form) {
  try { localStorage.setItem(typed(form), JSON.stringify(fields(form))); } catch {}
}

function restore(form) {
  let kept;
  try { kept = JSON.parse(localStorage.getItem(typed(form))); } catch {}
  const isEmpty = [...form.querySelectorAll("textarea, input:not([type=hidden])")].every(({ value }) => !value);
  if (!kept || !isEmpty) return;
  for (const [name, value] of kept) {
    const control = form.elements[name];
    if (control && "value" in control) control.value = value;
  }
}

// Ideas and comments that are typed while the line is broken stay on the phone, and are sent once when it is back:
// the server keeps what comes twice under one key once.

const store = `laurel.draft outbox ${location.pathname.split("/sessions/")[1]?.split("/")[0]}`;
const typed = (form) => `laurel.draft typed ${location.pathname} ${form.getAttribute("action")}`;
const retry = 15000;

// Of a session that is over the room has no form any more, and what was refused is still to be read there.
export function enhance() {
  const line = document.querySelector("[data-events]");
  if (!line) return;
  const forms = [...document.querySelectorAll("form[data-outbox]")];
  const list = document.createElement("ul");
  list.className = "outbox";
  list.setAttribute("aria-label", line.dataset.waiting);
  line.after(list);
  let sending = false;

  for (const form of forms) {
    restore(form);
    form.addEventListener("input", () => { keep(form); draw(); });
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
      fields: fields(form), said: said(form), title: (form.elements.title ?? form.elements.text)?.value ?? "",
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
    for (const field of texts(form)) field.value = "";
    form.elements.request_key.value = newKey();
    then();
  }

  async function send({ path, fields, key }) {
    const token = document.querySelector("[name=_token]")?.value ?? "";
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

  // What the server refuses stays, all of it, until its author sends it after all or lets it go.
  function draw() {
    list.replaceChildren(...read().map((entry) => {
      const item = document.createElement("li");
      item.append(text("bdi", entry.title), " ", text("span", entry.refusal ?? line.dataset.waiting, "soft"));
      if (entry.refusal) item.append(whole(entry), deeds(entry));
      return item;
    }));
    list.hidden = !list.children.length;
  }

  function deeds(entry) {
    const deeds = text("p", "", "actions");
    const form = forms.find((form) => form.getAttribute("action") === entry.path);
    if (form) {
      const back = button(line.dataset.return, () => putBack(entry, form));
      // It takes the place of nothing that is being typed.
      back.disabled = !isEmpty(form);
      deeds.append(back);
    }
    deeds.append(
      button(line.dataset.resend, () => { change(entry.key, ({ refusal, ...entry }) => [entry]); flush(); }),
      button(line.dataset.discard, () => change(entry.key, () => [])));
    return deeds;
  }

  function putBack(entry, form) {
    fill(form, entry.fields);
    keep(form);
    change(entry.key, () => []);
    form.closest("details")?.setAttribute("open", "");
    (form.elements.title ?? form.elements.text)?.focus();
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

function text(tag, words, style = "") {
  const element = document.createElement(tag);
  element.className = style;
  element.textContent = words;
  return element;
}

function button(words, act) {
  const button = text("button", words, "button quiet");
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

// Each field with its name, as it was typed.
function whole({ said = [] }) {
  const list = document.createElement("dl");
  for (const [name, words] of said) {
    const value = text("dd", words);
    value.dir = "auto";
    list.append(text("dt", name), value);
  }
  return list;
}

const texts = (form) => [...form.querySelectorAll("textarea, input:not([type=hidden], [type=radio], [type=checkbox])")];
const isEmpty = (form) => texts(form).every(({ value }) => !value);
const said = (form) =>
  texts(form).filter(({ value }) => value).map(({ labels, value }) => [labels[0]?.firstChild?.textContent.trim() ?? "", value]);

const fields = (form) =>
  [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["_token", "request_key"].includes(name));

// A tab that closes takes nothing with it.
function keep(form) {
  try { localStorage.setItem(typed(form), JSON.stringify(fields(form))); } catch {}
}

function restore(form) {
  let kept;
  try { kept = JSON.parse(localStorage.getItem(typed(form))); } catch {}
  if (kept && isEmpty(form)) fill(form, kept);
}

function fill(form, values) {
  for (const [name, value] of values) {
    const control = form.elements[name];
    if (control && "value" in control) control.value = value;
  }
}

// Keeps a page of a session up to date with its event stream. What the page shows without this script stays true at
// the moment it was loaded; its texts and where it may go on come with the line that says whether it is connected.

const kinds = ["agenda", "idea", "sight", "support", "comment", "theme", "poll", "seats"];
const everything = ["console", "hall"]; // regions that are drawn anew whatever happens
const regionsOf = { agenda: ["agenda"], theme: ["themes"], poll: ["polls", "agenda"] };
const patience = 45000; // three beats of the server
const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language, { numberingSystem: "latn" });
const ahead = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: "always" });

export function enhance([line]) {
  follow(line);
  lookAgain();
  countDown(line);
}

function follow(line) {
  let after = line.dataset.after;
  let source, watch, silence, again, hadBroken = false;

  function connect() {
    source?.close();
    clearTimeout(again);
    source = new EventSource(`${line.dataset.events}?after=${after}`);
    source.addEventListener("open", () => {
      listen();
      clearTimeout(silence);
      if (hadBroken) say(line.dataset.back, 5000);
      hadBroken = false;
      dispatchEvent(new Event("laurel-connected"));
    });
    source.addEventListener("error", () => {
      silence ??= setTimeout(broken, 3000);
      // A refusal is not tried again by the browser itself: the server may be starting, or full.
      if (source.readyState === EventSource.CLOSED) again = setTimeout(connect, 3000 + Math.random() * 7000);
    });
    source.addEventListener("beat", listen);
    source.addEventListener("over", () => {
      clearTimeout(watch);
      source.close();
    });
    for (const kind of kinds) {
      source.addEventListener(kind, ({ data, lastEventId }) => {
        listen();
        after = lastEventId;
        tell(kind, JSON.parse(data));
      });
    }
  }

  // A line that a phone was carried away from looks open for ever.
  function listen() {
    clearTimeout(silence);
    silence = undefined;
    clearTimeout(watch);
    watch = setTimeout(() => { broken(); connect(); }, patience);
  }

  function broken() {
    hadBroken = true;
    say(line.dataset.lost);
  }

  function say(text, milliseconds) {
    line.textContent = text;
    if (milliseconds) setTimeout(() => { if (line.textContent === text) line.textContent = ""; }, milliseconds);
  }

  addEventListener("pagehide", () => { clearTimeout(watch); source.close(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) connect(); });
  addEventListener("online", connect);
  connect();
}

function tell(kind, event) {
  if (kind === "idea") addIdea(event);
  if (kind === "sight") showOrHide(event);
  if (kind === "support") count(event.id, "[data-supporters]", event.supporters);
  if (kind === "comment") count(event.id, "[data-comments]", event.comments);
  if (kind === "seats") document.querySelectorAll("[data-seats]").forEach((place) => put(place, event.seats));
  if (kind === "comment" && cardsOf(event.id).length) refresh("comments");
  if (kind === "poll" && document.querySelector(`[data-poll="${CSS.escape(event.id)}"]`)) refresh("poll");
  for (const name of [...everything, ...(regionsOf[kind] ?? [])]) refresh(name);
}

const put = (place, value) => { place.textContent = number.format(value); };
const cardsOf = (id) => document.querySelectorAll(`[data-idea="${CSS.escape(id)}"]`);

function count(id, place, value) {
  for (const card of cardsOf(id)) card.querySelectorAll(place).forEach((found) => put(found, value));
}

function showOrHide({ id, shown }) {
  if (shown) refresh("ideas");
  else cardsOf(id).forEach((card) => { if (card.closest("[data-live='ideas']")) card.remove(); });
}

// The newest stands first, among those of its group or of the others.
function addIdea(event) {
  const template = document.getElementById("idea-card");
  if (!template || cardsOf(event.id).length) return;
  const region = document.querySelector(`[data-live="ideas"][data-group="${CSS.escape(event.group)}"]`)
    ?? document.querySelector("[data-live='ideas'][data-others]");
  if (!region) return;
  const card = template.content.firstElementChild.cloneNode(true);
  const groups = JSON.parse(region.closest("[data-groups]")?.dataset.groups ?? "{}");
  const words = {
    number: region.dataset.number.replace("#", number.format(event.number)), title: event.title,
    author: event.author ?? "", group: groups[event.group] ?? "",
  };
  const address = region.dataset.base + event.id;
  card.dataset.idea = event.id;
  card.id = `idea-${event.id}`;
  for (const field of card.querySelectorAll("[data-field]")) field.textContent = words[field.dataset.field];
  const title = card.querySelector("[data-field='title']");
  title.href = address;
  title.lang = event.language;
  title.dir = "auto";
  card.querySelectorAll("form[data-support]").forEach((form) => { form.action = `${address}/support`; });
  region.querySelector("[data-none]")?.remove();
  region.querySelector("ul.ideas").prepend(card);
}

// Regions are drawn anew from their page: once for all that happens within a moment, and on a thousand phones not in
// the same one.
const wanted = new Set();
let refreshing;

function refresh(name) {
  const region = document.querySelector(`[data-live="${name}"]`);
  if (!region) return;
  wanted.add(name);
  const spread = Number(region.dataset.spread ?? 3000);
  refreshing ??= setTimeout(drawAnew, 200 + Math.random() * spread);
}

async function drawAnew() {
  const names = [...wanted];
  wanted.clear();
  refreshing = undefined;
  let answer;
  try {
    answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  } catch {}
  // What could not be had is asked for again with the next event, or when the line is back.
  if (!answer?.ok) return names.forEach((name) => wanted.add(name));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const has = (document, part) => Boolean(document.querySelector(part));
  if (has(page, "#propose") !== has(document, "#propose") && !isTyping()) return location.reload();
  for (const name of names) {
    const fresh = page.querySelectorAll(`[data-live="${name}"]`);
    document.querySelectorAll(`[data-live="${name}"]`).forEach((region, index) => replace(region, fresh[index]));
  }
  lookAgain();
}

// What is told to nobody, such as a vote, is seen by looking again.
let looking;

function lookAgain() {
  const region = document.querySelector("[data-again]");
  clearTimeout(looking);
  if (region) looking = setTimeout(() => refresh(region.dataset.live), Number(region.dataset.again));
}

addEventListener("laurel-connected", () => { if (wanted.size) refreshing ??= setTimeout(drawAnew, Math.random() * 3000); });

const isTyping = () =>
  [...document.querySelectorAll("main :is(textarea, input)")].some((field) => field.value !== field.defaultValue);

// Whoever stands on a button stays there.
function replace(region, fresh) {
  if (!fresh) return;
  const controls = "a, button, input, select, summary";
  const place = [...region.querySelectorAll(controls)].indexOf(document.activeElement);
  region.replaceWith(fresh);
  if (place >= 0) fresh.querySelectorAll(controls)[place]?.focus();
}

// The time that is left, by the server's clock. It is said aloud now and then only.
function countDown(line) {
  const drift = Number(line.dataset.now) - Date.now();
  const spoken = document.createElement("span");
  spoken.className = "hidden";
  spoken.setAttribute("role", "status");
  line.after(spoken);
  let last;
  const two = (value) => String(value).padStart(2, "0");

  function tick() {
    const place = document.querySelector("[data-due]");
    if (!place) return;
    const seconds = Math.ceil((new Date(place.dataset.due) - Date.now() - drift) / 1000);
    const words = seconds > 0 ? `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}` : line.dataset.up;
    for (const left of place.querySelectorAll("[data-left]")) {
      if (left.textContent !== words) left.textContent = words;
      left.classList.toggle("over", seconds <= 0);
    }
    speak(place.dataset.due, seconds);
  }

  function speak(due, seconds) {
    const mark = seconds <= 0 ? 0 : [1, 5, 10].find((minutes) => seconds <= minutes * 60);
    const key = `${due} ${mark}`;
    if (mark === undefined || key === last) return;
    const isFirst = last === undefined;
    last = key;
    // What the page says already is not said again when it opens.
    if (!isFirst) spoken.textContent = mark ? `${line.dataset.ends} ${ahead.format(mark, "minute")}` : line.dataset.up;
  }

  tick();
  setInterval(tick, 1000);
}

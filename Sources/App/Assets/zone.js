// Moments that the server could only write in UTC, because it does not know where the reader is, move to the clock
// of this device; the time in UTC stays beside them.

const language = document.documentElement.lang;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const spoken = language === "en" ? "en-GB" : language;
const options = { timeZone: zone, numberingSystem: "latn", hour: "2-digit", minute: "2-digit" };
const day = { day: "numeric", month: "long", year: "numeric" };
const format = new Intl.DateTimeFormat(spoken, { ...day, ...options });
const named = (spoken, style) => {
  const format = new Intl.DateTimeFormat(spoken, { timeZone: zone, timeZoneName: style });
  return (moment) => format.formatToParts(moment).find(({ type }) => type === "timeZoneName").value;
};
const byName = named(spoken, "short");
const byOffset = named("en", "shortOffset");

// "CET" where the language has such a name, else "UTC+3".
function zoneName(moment) {
  const name = byName(moment);
  return /^(?!GMT)[A-Z]{2,5}$/u.test(name) ? name : byOffset(moment).replace("GMT", "UTC").replace("-", "−");
}

export function enhance(times) {
  if (["UTC", "Etc/UTC", "GMT"].includes(zone)) return;
  for (const words of document.querySelectorAll("[data-in-zone]")) words.textContent = words.dataset.inZone;
  for (const time of times) {
    const moment = new Date(time.dateTime);
    if (time.dataset.zone !== "short") {
      const beside = document.createElement("span");
      beside.className = "utc";
      beside.textContent = `(${time.textContent})`;
      time.after(" ", beside);
    }
    time.textContent = `${format.format(moment)} ${zoneName(moment)}`;
  }
}

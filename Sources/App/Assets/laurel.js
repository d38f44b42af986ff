// What pages gain where JavaScript runs; every form works without it. Each module is loaded only by pages that
// have something for it to do.

const modules = {
  "time[data-zone]": "./zone.js",
  "[data-counts]": "./counter.js",
  "[data-dots]": "./dots.js",
  "[data-rows]": "./table-field.js",
  "[data-shown-when]": "./conditions.js",
  "form[data-autosave], form[action='/sign-out']": "./autosave.js",
  "form[data-scoring]": "./scoring.js",
  "[data-events]": "./live.js",
  "[data-live=room], form[data-outbox]": "./outbox.js",
};

const wanted = Object.entries(modules)
  .map(([selector, module]) => [document.querySelectorAll(selector), module])
  .filter(([found]) => found.length);
const loaded = await Promise.all(wanted.map(([, module]) => import(module)));
// In this order: rows are there before a draft is put back into them.
loaded.forEach(({ enhance }, index) => enhance(wanted[index][0]));

// A summary of problems is the first thing to read after a form was sent.
document.querySelector(".notice.problem[tabindex]")?.focus();

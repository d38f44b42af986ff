// Counts what is typed as the server counts it, and says so below the field.

const segmenter = Intl.Segmenter && new Intl.Segmenter();
const counts = {
  characters: (text) => (segmenter ? [...segmenter.segment(text)] : [...text]).length,
  words: (text) => text.split(/\s+/u).filter(Boolean).length,
};
const numbers = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });

export function enhance(counters) {
  for (const counter of counters) {
    const { counts: field, unit, most, text } = counter.dataset;
    const input = document.getElementById(field);
    const show = () => {
      const count = counts[unit](input.value.trim());
      counter.textContent = text.replace("#", numbers.format(count));
      counter.classList.toggle("over", count > most);
      // Read aloud only where it matters, or every key would speak.
      if (count > most * 0.9) counter.setAttribute("aria-live", "polite");
      else counter.removeAttribute("aria-live");
    };
    input.addEventListener("input", show);
    show();
  }
}

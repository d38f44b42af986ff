// Adds and removes rows of a table that is filled in, and adds its columns up.

const language = document.documentElement.lang;
const amount = (text) => Number(text.replace(/[\s\u00a0\u202f'’]/gu, "").replace(",", ".")) || 0;

export function enhance(tables) {
  for (const table of tables) {
    const { rows: field, most } = table.dataset;
    const body = table.tBodies[0];
    const add = document.querySelector(`[data-add="${field}"]`);
    const isEmpty = (row) => [...row.querySelectorAll("input, select")].every(({ value }) => !value);

    // Cells are named by their row, in what is sent and in what is read aloud.
    const number = () => {
      [...body.rows].forEach((row, index) => {
        for (const cell of row.querySelectorAll("input, select")) {
          const column = cell.name.split(".").pop();
          cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(/\d+/u, index + 1));
          cell.id = cell.name = `${field}.${index}.${column}`;
        }
        row.querySelector("[data-remove]").hidden = body.rows.length === 1;
      });
      add.hidden = body.rows.length >= most;
      sum();
    };

    const sum = () => {
      for (const output of table.querySelectorAll("[data-sum]")) {
        const cells = [...body.querySelectorAll("input")].filter(({ name }) => name.endsWith(`.${output.dataset.sum}`));
        const digits = Number(output.dataset.digits ?? 0);
        const total = cells.reduce((sum, { value }) => sum + amount(value), 0);
        output.textContent = total.toLocaleString(language, {
          minimumFractionDigits: digits, maximumFractionDigits: digits, numberingSystem: "latn",
        });
      }
    };

    // As if somebody had typed into the table, so that it is saved.
    const changed = () => body.querySelector("input, select").dispatchEvent(new Event("input", { bubbles: true }));

    add.addEventListener("click", () => {
      const row = body.rows[body.rows.length - 1].cloneNode(true);
      for (const cell of row.querySelectorAll("input, select")) {
        cell.value = "";
        cell.removeAttribute("aria-invalid");
        cell.removeAttribute("aria-describedby");
      }
      row.querySelectorAll(".error").forEach((error) => error.remove());
      body.append(row);
      number();
      row.querySelector("input, select").focus();
    });
    body.addEventListener("click", ({ target }) => {
      const row = target.closest("[data-remove]")?.closest("tr");
      if (!row) return;
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      number();
      next.querySelector("input, select").focus();
      changed();
    });
    body.addEventListener("input", sum);

    // The spare rows are for browsers without this script: one is enough here.
    for (const row of [...body.rows].reverse()) {
      if (body.rows.length > 1 && isEmpty(row) && isEmpty(row.previousElementSibling)) row.remove();
    }
    number();
  }
}

// Shows and hides the parts of a form that hang on earlier answers. What is hidden keeps what was typed.

export function enhance(parts) {
  for (const form of new Set([...parts].map((part) => part.closest("form")))) {
    const own = [...parts].filter((part) => form.contains(part));
    const follow = () => {
      for (const part of own) part.hidden = !holds(JSON.parse(part.dataset.shownWhen), form);
    };
    form.addEventListener("input", follow);
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
    if (control.name !== key && !control.name.startsWith(`${key}.`)) continue;
    if (control.closest("[data-shown-when][hidden]")) continue;
    if (["checkbox", "radio"].includes(control.type) && !control.checked) continue;
    if (control.type !== "file" && control.value.trim()) values.push(control.value.trim());
  }
  return values;
}

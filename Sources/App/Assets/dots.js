// Counts, while somebody chooses, how many of their dots are left. The server counts again.

const number = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });

export function enhance(ballots) {
  for (const ballot of ballots) {
    const left = ballot.parentElement.querySelector(".dots-left");
    const selects = [...ballot.querySelectorAll("select")];
    const show = () => {
      const given = selects.reduce((sum, select) => sum + Number(select.value), 0);
      const rest = Number(ballot.dataset.dots) - given;
      left.querySelector("output").textContent = number.format(rest);
      left.classList.toggle("over", rest < 0);
    };
    ballot.addEventListener("change", show);
    left.hidden = false;
    show();
  }
}

// The minutes of a plan together, against the time of the meeting, while they are typed. Without this the page shows
// the sum as it was when it was opened.

const place = document.getElementById("sum");
const rows = [...document.querySelectorAll("[data-times]")];

function minutesOf(row) {
  const value = Number(row.querySelector("input").value);
  return Number.isInteger(value) && value > 0 ? value * Number(row.dataset.times) : 0;
}

function show() {
  const sum = rows.reduce((total, row) => total + minutesOf(row), 0);
  const figure = place.querySelector("[data-sum]");
  if (figure.textContent !== String(sum)) figure.textContent = String(sum);
  place.classList.toggle("is-over", sum > Number(place.dataset.available));
}

if (place) {
  for (const row of rows) row.addEventListener("input", show);
  show();
}

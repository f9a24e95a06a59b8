// Switch colours without losing what was typed. Without this module the form reloads the page.
const form = document.querySelector("form[data-theme-switch]");

form?.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.value) return;
  event.preventDefault();
  const data = new FormData(form, button);
  fetch(form.action, { method: "POST", body: data, redirect: "manual" }).catch(() => {});
  if (button.value === "auto") document.documentElement.removeAttribute("data-bs-theme");
  else document.documentElement.setAttribute("data-bs-theme", button.value);
  for (const choice of form.querySelectorAll("button")) choice.setAttribute("aria-pressed", String(choice === button));
});

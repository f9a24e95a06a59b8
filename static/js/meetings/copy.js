// A [data-copy="<id>"] copies what that field holds. Without this, or without permission, one selects and copies oneself.
for (const part of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(part.dataset.copy);
  const said = part.querySelector("[role=status]");
  part.hidden = false;
  part.querySelector("button").addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = said.dataset.done;
    } catch {
      said.textContent = said.dataset.failed;
    }
  });
}

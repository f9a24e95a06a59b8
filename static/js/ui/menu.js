// A menu is a <details data-menu>: it works without this. Escape, a click elsewhere or leaving it closes it. In a row that
// is wider than the phone, the link to where we are is moved into sight.
function openMenus() {
  return document.querySelectorAll("details[data-menu][open]");
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

function closeUnlessWithin(event) {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
}

document.addEventListener("click", closeUnlessWithin);
document.addEventListener("focusin", closeUnlessWithin);

document.querySelector(".pk-account-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

/* Lets several pictures be taken from the library for one story, in the order in which they were ticked. */

const KEPT = "pictures-to-take";
const boxes = [...document.querySelectorAll(".library__take")];
const count = document.querySelector("[data-count]");
const button = document.querySelector("[data-take]");
// What was ticked stays so while its editor searches and turns pages in this window.
const taken = new Set(JSON.parse(sessionStorage.getItem(KEPT) || "[]"));

function show() {
  if (taken.size) count.textContent = count.dataset.says.replace("{count}", taken.size);
  button.disabled = !taken.size;
  const order = [...taken];
  for (const box of boxes) {
    const place = order.indexOf(box.value);
    box.checked = place >= 0;
    box.closest("li").dataset.place = place >= 0 ? place + 1 : "";
  }
}

for (const box of boxes)
  box.addEventListener("change", () => {
    if (box.checked) taken.add(box.value);
    else taken.delete(box.value);
    sessionStorage.setItem(KEPT, JSON.stringify([...taken]));
    show();
  });
button.addEventListener("click", () => {
  sessionStorage.removeItem(KEPT);
  window.opener.dismissRelatedLookupPopup(window, [...taken].join(","));
});
show();

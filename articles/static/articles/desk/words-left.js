// How long a headline is beside how long it had best be.
for (const box of document.querySelectorAll("[data-best]")) {
  const best = Number(box.dataset.best);
  const count = Object.assign(document.createElement("span"), { className: "count" });
  const show = () => {
    count.textContent = `${box.value.length} / ${best}`;
    count.classList.toggle("count--over", box.value.length > best);
  };
  box.addEventListener("input", show);
  // A new line has no place in a headline: Enter leads on to the standfirst, and from there to the words.
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    box.closest(".form-row").nextElementSibling?.querySelector("textarea[data-best], .ProseMirror")?.focus();
  });
  box.after(count);
  show();
}

// Copies a story that may be printed elsewhere. Without a script it is marked and copied by hand.
const kit = document.querySelector("[data-kit]");
const words = kit.querySelector("textarea");
const button = kit.querySelector("button");

button.addEventListener("click", async () => {
  words.select();
  try {
    await navigator.clipboard.writeText(words.value);
    kit.querySelector("[role=status]").textContent = kit.dataset.done;
  } catch {
    words.focus(); // it is marked: the browser's own way is left
  }
});
button.hidden = !navigator.clipboard;

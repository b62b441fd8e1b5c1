// Cards of the board are dragged to their place; "moved" tells the board, which asks the server to draw it.
const form = document.querySelector("[data-front]");
let dragged = null;

// Only by its grip, or words in its fields could not be marked with the mouse.
form.addEventListener("pointerdown", ({ target }) => {
  const card = target.closest("[data-card]");
  if (card) card.draggable = Boolean(target.closest("[data-grip]"));
});
form.addEventListener("dragstart", ({ target }) => {
  dragged = target.closest?.("[data-card]");
});
form.addEventListener("dragover", (event) => {
  const over = event.target.closest("[data-card]");
  if (!dragged || !over) return;
  event.preventDefault();
  const { top, height } = over.getBoundingClientRect();
  if (over !== dragged) over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
});
form.addEventListener("dragend", () => {
  dragged = null;
  form.dispatchEvent(new Event("moved"));
});

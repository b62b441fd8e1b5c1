// Asks before a page with unsaved words is left.
const form = document.querySelector("#article_form, [data-unsaved]");
let isChanged = false;

form?.addEventListener("input", () => {
  isChanged = true;
});
form?.addEventListener("change", () => {
  isChanged = true;
});
form?.addEventListener("submit", ({ submitter }) => {
  // A preview opens beside the form and saves nothing.
  if (submitter?.formTarget !== "preview") isChanged = false;
});
window.addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});

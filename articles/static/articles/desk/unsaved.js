// Asks before a page with unsaved words is left.
const form = document.querySelector("#article_form, [data-unsaved]");
let isChanged = false;

form?.addEventListener("input", () => {
  isChanged = true;
});
form?.addEventListener("change", () => {
  isChanged = true;
});
form?.addEventListener("submit", ({ submitter, defaultPrevented }) => {
  // A preview opens beside the form and saves nothing; of a save in place its answer says whether it is one.
  if (submitter?.formTarget !== "preview" && !defaultPrevented) isChanged = false;
});
form?.addEventListener("desk:saved", ({ detail }) => {
  isChanged = !detail.isAll;
});
window.addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});

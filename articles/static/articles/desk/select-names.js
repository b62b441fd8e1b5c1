// Gives the admin's search boxes in select fields the name of their field, and its magnifying glasses their part,
// which their scripts leave out.
const nameOf = (select) =>
  document.querySelector(`label[for="${select.id}"]`)?.textContent.replace(/:\s*$/, "") ||
  select.closest("td")?.className.match(/field-(\w+)/)?.[1] ||
  "";

function nameAll() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const name = nameOf(select);
    const box = select.nextElementSibling?.querySelector("[role=combobox]");
    select.nextElementSibling?.querySelector(".select2-search__field")?.setAttribute("aria-label", name);
    if (!box) continue;
    box.id ||= `${select.id}_box`;
    box.setAttribute("aria-label", name);
    // The name and then what is chosen. What is chosen is words, not a text box of its own.
    const chosen = box.querySelector("span.select2-selection__rendered");
    for (const name of ["role", "aria-readonly"]) chosen?.removeAttribute(name);
    if (chosen) box.setAttribute("aria-labelledby", `${box.id} ${chosen.id}`);
  }
}

function nameMagnifiers() {
  for (const icon of document.querySelectorAll(".selector .help-tooltip[aria-label]")) icon.setAttribute("role", "img");
}

window.addEventListener("load", nameMagnifiers);

// After the callbacks that draw the boxes: jQuery keeps to their order, and may call them later than "load".
const jQuery = window.django?.jQuery;
jQuery?.(() => {
  nameAll();
  jQuery(document).on("formset:added change", nameAll);
  jQuery(document).on("select2:open", ({ target }) => {
    document
      .querySelector(".select2-container--open .select2-dropdown .select2-search__field")
      ?.setAttribute("aria-label", nameOf(target));
  });
});

// On a phone a row of a list is a card without columns: each of its values is given the heading that it had.
const table = document.getElementById("result_list");
const heads = [...(table?.querySelectorAll("thead th") ?? [])].map((head) =>
  head.classList.contains("action-checkbox-column") ? "" : head.querySelector(".text")?.textContent.trim(),
);

for (const row of table?.tBodies[0].rows ?? [])
  for (const [place, cell] of [...row.cells].entries())
    if (heads[place] && cell.tagName === "TD")
      cell.dataset.heading = /^[-–]?$/.test(cell.textContent.trim()) ? "" : heads[place];

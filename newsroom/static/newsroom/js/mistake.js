// Take along what the reader has selected in the story to the page where mistakes are reported.
const link = document.querySelector("[data-mistake]");
const LONGEST = 600;
let passage = "";

function note() {
  const chosen = document.getSelection();
  const words = String(chosen).trim();
  if (words && link.closest("article").contains(chosen.anchorNode)) passage = words.slice(0, LONGEST);
}

function takeAlong() {
  if (!passage) return;
  const address = new URL(link.href);
  address.searchParams.set("passage", passage);
  link.href = address;
}

if (link) {
  document.addEventListener("selectionchange", note);
  link.addEventListener("click", takeAlong);
}

// How the story will look where it is found and shared: what is typed there, or else the story's own words.
const preview = document.querySelector("[data-outside]");
const form = document.getElementById("article_form");
const cut = (words, most) => (words.length > most ? `${words.slice(0, most).replace(/\s+\S*$/, "")} …` : words);

function draw() {
  for (const place of preview.querySelectorAll("[data-says]")) {
    const typed = place.dataset.says.split(" ").map((name) => form.elements[name]?.value.trim() ?? "");
    place.textContent = cut(typed.find(Boolean) ?? "", Number(place.dataset.most));
  }
}

form.addEventListener("input", draw);
draw();

// What a reader does with a story: share it, copy its address, save it. Without a script the browser has its own ways.
const bar = document.querySelector("[data-story-actions]");
const told = bar.querySelector("[role=status]");
const button = (name) => bar.querySelector(`[data-action=${name}]`);
const { headline, notCopied, full } = bar.dataset;
const url = document.querySelector("link[rel=canonical]").href;
const path = location.pathname;
const MOST = 100;

const saved = () => JSON.parse(localStorage.getItem("saved") ?? "[]");
const isSaved = () => saved().some((story) => story.path === path);

function press() {
  button("save").setAttribute("aria-pressed", isSaved());
}

button("share").disabled = !navigator.share; // its place stays, at the end of the row: nothing moves
button("share").addEventListener("click", () => navigator.share({ title: headline, url }).catch(() => {}));

button("copy").addEventListener("click", async ({ currentTarget }) => {
  try {
    await navigator.clipboard.writeText(url);
    told.textContent = currentTarget.dataset.done;
  } catch {
    told.textContent = `${notCopied} ${url}`;
  }
});

button("save").addEventListener("click", ({ currentTarget }) => {
  const others = saved().filter((story) => story.path !== path);
  const isFull = !isSaved() && others.length >= MOST;
  if (!isFull) localStorage.setItem("saved", JSON.stringify(isSaved() ? others : [{ path, headline }, ...others]));
  told.textContent = isFull ? full : currentTarget.dataset[isSaved() ? "saved" : "removed"];
  press();
});

function show() {
  try {
    press();
  } catch {
    button("save").hidden = true; // this browser lets no site keep anything
  }
}

// What the browser keeps it reads from its disk: the page is drawn before.
requestAnimationFrame(() => setTimeout(show));
bar.classList.add("is-ready");

// The stories that were saved in this browser, and copies of those last read, where the reader asks for copies.
const page = document.querySelector("[data-saved-page]");
const { worker, gone } = page.dataset;
const row = page.querySelector("template").content.firstElementChild;
const told = page.querySelector("[role=status]");
const wish = page.querySelector("[name=copies]");
const isGone = ({ status }) => status === 404 || status === 410;

const saved = () => JSON.parse(localStorage.getItem("saved") ?? "[]");
const keep = (stories) => localStorage.setItem("saved", JSON.stringify(stories));
const forget = (path) => keep(saved().filter((story) => story.path !== path));

// As it stands now: a headline may have been corrected, a story withdrawn. Nothing is known without a connection.
async function present(path) {
  const answer = await fetch(path, { credentials: "omit" });
  if (isGone(answer)) return null;
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  return answer.ok ? read.querySelector("h1")?.textContent : undefined;
}

function show(list, { path, headline }, drop) {
  const line = row.cloneNode(true);
  const link = line.querySelector("a");
  link.href = path;
  link.textContent = headline;
  line.querySelector("button").addEventListener("click", async () => {
    await drop(path);
    line.remove();
    say();
  });
  list.append(line);
  present(path)
    .then(async (now) => {
      if (now) link.textContent = now;
      if (now !== null) return;
      await drop(path);
      line.remove();
      told.textContent = gone;
      say();
    })
    .catch(() => {});
}

function say() {
  for (const list of page.querySelectorAll("[data-list]")) {
    list.parentElement.querySelector("[data-empty]").hidden = list.children.length > 0;
  }
}

async function showCopies() {
  const list = page.querySelector("[data-list=copies]");
  list.replaceChildren();
  const stories = await caches.open("stories");
  for (const { url } of (await stories.keys()).reverse()) {
    const copy = new DOMParser().parseFromString(await (await stories.match(url)).text(), "text/html");
    const headline = copy.querySelector("h1").textContent;
    show(list, { path: new URL(url).pathname, headline }, (path) => stories.delete(path));
  }
}

async function turn() {
  page.querySelector("[data-copies]").hidden = !wish.checked;
  if (wish.checked) await navigator.serviceWorker.register(worker);
  else {
    // That of alerts looks after no page, so it is not found by one.
    await (await navigator.serviceWorker.getRegistration())?.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  }
}

const list = page.querySelector("[data-list=saved]");
for (const story of saved()) show(list, story, forget);
if ("serviceWorker" in navigator) {
  wish.checked = Boolean(await navigator.serviceWorker.getRegistration());
  wish.closest("[hidden]").hidden = false;
  wish.addEventListener("change", turn);
  page.querySelector("[data-copies]").hidden = !wish.checked;
  if (wish.checked) await showCopies();
}
say();

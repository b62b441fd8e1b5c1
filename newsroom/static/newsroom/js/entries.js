// Looks for new entries of a running story, one small cached file at a time. `entries-shown.js` puts them into the page.
const FIRST = 10_000; // milliseconds between two looks, longer each time that nothing came
const LONGEST = 60_000;
const BACK = 1000; // after the page was out of sight

const section = document.querySelector(".entries[data-seen]");
const url = section.dataset.news;
let seen = Number(section.dataset.seen);
let wait = url ? FIRST : 0; // none: the story has ended
let timer;

function soon(milliseconds) {
  clearTimeout(timer);
  if (wait && !document.hidden) timer = setTimeout(loop, milliseconds);
}

/** All that came after what this page has, in one piece. */
async function fetchNew() {
  const address = new URL(`../since/${seen}/`, new URL(url, location));
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const piece = page.querySelector("[data-since]");
  if (piece.hasAttribute("data-reload")) return location.reload();
  seen = Number(piece.dataset.since);
  section.dispatchEvent(new CustomEvent("entries:came", { detail: piece }));
}

async function look() {
  const news = await (await fetch(url)).json();
  const hasNews = news.v > seen;
  if (hasNews) await fetchNew();
  wait = hasNews ? FIRST : Math.min(wait * 1.5, LONGEST);
  if (news.over) wait = 0;
}

async function loop() {
  try {
    await look();
  } catch {
    wait = LONGEST; // the line is down
  }
  soon(wait);
}

soon(wait);
document.addEventListener("visibilitychange", () => soon(BACK));

// Looks for new entries of a running story, one small cached file at a time; `entries-shown.js` puts them in.
const OFTEN = 1500; // milliseconds between two looks: who reads on has an entry within two seconds
const SELDOM = 10_000; // after a long time in which none came
const LONG = 30 * 60_000;
const OFF_LINE = 60_000;
const BACK = 1000; // after the page was out of sight

const section = document.querySelector(".entries[data-seen]");
const url = section.dataset.news;
let seen = Number(section.dataset.seen);
let wait = url ? OFTEN : 0; // none: the story has ended
let cameAt = performance.now();
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
  // Old after a second, so the browser asks by the name of the answer that it has: a few headers where nothing came.
  const news = await (await fetch(url)).json();
  if (news.v > seen) {
    await fetchNew();
    cameAt = performance.now();
  }
  wait = performance.now() - cameAt < LONG ? OFTEN : SELDOM;
  if (news.over) wait = 0;
}

async function loop() {
  try {
    await look();
  } catch {
    wait = OFF_LINE;
  }
  soon(wait);
}

soon(wait);
document.addEventListener("visibilitychange", () => soon(BACK));

// Keeps the words of the stories last read, where a reader has asked for it on the page of saved stories.
// Whatever comes from the network wins. What was taken down goes from here as soon as its address says so.
const MOST_STORIES = 20;
const MOST_FILES = 40;
const LONGEST = 7 * 24 * 3600 * 1000;
const HOME = "/saved/";
// What the page of a story, and no other, has ready to say on its copy.
const NOTICE = /data-copy="([^"]*)"/;

// The page itself, with a line on top that says since when it may have changed.
function copyOf(answer, html) {
  const [, notice = ""] = html.match(NOTICE) ?? [];
  const [, language] = html.match(/<html lang="([^"]*)"/) ?? [];
  const now = new Date();
  const line = notice && `<p class="notice wrap">${notice} ${now.toLocaleString(language)}</p>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "X-Kept": String(now.getTime()) };
  for (const name of ["Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"]) {
    if (answer.headers.has(name)) headers[name] = answer.headers.get(name);
  }
  return new Response(html.replace(/(<main[^>]*>)/, `$1${line}`), { headers });
}

async function keepFiles(html) {
  const files = await caches.open("files");
  const paths = [...html.matchAll(/(?:href|src)="([^"]+\.(?:css|js|woff2)(?:\?[^"]*)?)"/g)].map(([, path]) => path);
  for (const path of new Set(paths)) if (!(await files.match(path))) await files.add(path).catch(() => {});
  for (const old of (await files.keys()).slice(0, -MOST_FILES)) await files.delete(old);
}

async function keep(path, answer) {
  const pages = await caches.open(path === HOME ? "home" : "stories");
  if ([200, 404, 410].includes(answer.status)) await pages.delete(path);
  const html = answer.status === 200 ? await answer.text() : "";
  if (html && (path === HOME || NOTICE.test(html))) {
    await pages.put(path, copyOf(answer, html));
    await keepFiles(html);
  }
  if (path !== HOME) await tidy(pages);
}

async function tidy(stories) {
  const all = await stories.keys();
  for (const [place, request] of all.entries()) {
    const kept = Number((await stories.match(request)).headers.get("X-Kept"));
    if (place < all.length - MOST_STORIES || Date.now() - kept > LONGEST) await stories.delete(request);
  }
}

async function answerPage(event, path) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keep(path, answer.clone()));
    return answer;
  } catch {
    await tidy(await caches.open("stories"));
    return (await caches.match(path)) ?? (await caches.match(HOME)) ?? Response.error();
  }
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(fetch(HOME).then((answer) => keep(HOME, answer)));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || /^\/(admin|support)\//.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(answerPage(event, pathname));
  else if (["font", "script", "style"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});

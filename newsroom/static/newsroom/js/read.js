// Tell the desk that this page was open long enough to be read. Nothing is kept in the browser.
const story = document.querySelector("[data-read]");
const SECONDS_TO_READ = 5;

function report() {
  if (document.visibilityState === "visible") {
    // Of the address only the letter's mark is passed on, which is the same for all who got it.
    const letter = new URLSearchParams(location.search).get("from");
    const query = letter ? `?${new URLSearchParams({ from: letter })}` : "";
    fetch(story.dataset.read + query, { method: "POST", keepalive: true });
  } else {
    document.addEventListener("visibilitychange", wait, { once: true });
  }
}

function wait() {
  setTimeout(report, SECONDS_TO_READ * 1000);
}

if (story && !navigator.globalPrivacyControl) {
  if (document.prerendering) document.addEventListener("prerenderingchange", wait, { once: true });
  else wait();
}

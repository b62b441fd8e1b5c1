// Say of the last day's times how long ago they are. The time itself stays to be pointed at, and without a script.
const STEPS = [
  ["minute", 60],
  ["hour", 3600],
];
const formats = new Map();

// Browsers have no words of some languages, such as Welsh, and would take others: there the time stays as it is.
function formatOf(language) {
  if (!formats.has(language)) {
    const isSpoken = Intl.RelativeTimeFormat.supportedLocalesOf(language).length > 0;
    formats.set(language, isSpoken ? new Intl.RelativeTimeFormat(language) : null);
  }
  return formats.get(language);
}

function say() {
  for (const time of document.querySelectorAll(".card__when time")) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    const [unit, length] = STEPS[seconds < STEPS[1][1] ? 0 : 1];
    const isRecent = seconds >= STEPS[0][1] && seconds < 24 * STEPS[1][1];
    const words = isRecent && formatOf(time.closest("[lang]").lang);
    time.title ||= time.textContent;
    time.textContent = words ? words.format(-Math.floor(seconds / length), unit) : time.title;
  }
}

// The browser takes long to fetch its words for times, on a phone some 40 ms: the page and its pictures are drawn before.
addEventListener("load", () => requestAnimationFrame(() => setTimeout(say)));
setInterval(say, 60_000);

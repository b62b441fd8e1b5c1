// Say of the last day's times how long ago they are. The time itself stays to be pointed at, and without a script.
const STEPS = [
  ["minute", 60],
  ["hour", 3600],
];
const words = new Intl.RelativeTimeFormat(document.documentElement.lang || undefined);

function say() {
  for (const time of document.querySelectorAll(".card__when time")) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    const [unit, length] = STEPS[seconds < STEPS[1][1] ? 0 : 1];
    const isRecent = seconds >= STEPS[0][1] && seconds < 24 * STEPS[1][1];
    time.title ||= time.textContent;
    time.textContent = isRecent ? words.format(-Math.floor(seconds / length), unit) : time.title;
  }
}

say();
setInterval(say, 60_000);

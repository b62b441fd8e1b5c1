// Where something is, from what people copy: two numbers, degrees and minutes, or the address of a map. Nobody is asked.
const NUMBER = "([+-]?\\d{1,3}(?:\\.\\d+)?)";
const pair = (before, between = "(?:,|%2C|%20|\\+|/)+") => new RegExp(`${before}${NUMBER}${between}${NUMBER}`, "i");
// The pin of a place comes before the middle of what is shown around it.
const ADDRESSES = [
  pair("!3d", "!4d"),
  pair("[?&]mlat=", "&mlon="),
  pair("[?&](?:q|query|ll|sll|daddr|destination|center|coordinate|cp)=(?:loc:|place_id:)?"),
  pair("/(?:place|search|dir)/[^@]*?", "(?:,|%2C)\\+?"),
  pair("/@"),
  pair("#map=\\d+(?:\\.\\d+)?/", "/"),
  pair("^geo:"),
];
const PLAIN = new RegExp(`^${NUMBER}(?:\\s*[,;]\\s*|\\s+)${NUMBER}$`);
const PART =
  "(\\d{1,3}(?:\\.\\d+)?)\\s*°?\\s*(?:(\\d{1,2}(?:\\.\\d+)?)\\s*['’′]\\s*)?(?:(\\d{1,2}(?:\\.\\d+)?)\\s*[\"”″]\\s*)?";
const NAMED = new RegExp(`^${PART}([NS])[\\s,;]*${PART}([EW])$`, "i");

const degrees = (whole, minutes = 0, seconds = 0, side = "") =>
  (Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600) * (/[SW]/i.test(side) ? -1 : 1);

function numbersIn(words) {
  const named = NAMED.exec(words);
  if (named) return [degrees(...named.slice(1, 5)), degrees(...named.slice(5, 9))];
  const isAddress = /^(?:https?:\/\/|geo:)/i.test(words);
  const found = (isAddress ? ADDRESSES : [PLAIN]).map((form) => form.exec(words)).find(Boolean);
  return found ? [Number(found[1]), Number(found[2])] : null;
}

/** The position as it is stored, “51.98, -4.05”; nothing where the words name no place on earth. */
export function positionIn(words) {
  const numbers = numbersIn(words.trim());
  if (!numbers || Math.abs(numbers[0]) > 90 || Math.abs(numbers[1]) > 180) return "";
  return numbers.map((number) => String(Number(number.toFixed(5)))).join(", ");
}

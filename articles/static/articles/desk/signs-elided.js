// Words that lost their beginning, so that the sign before them is an apostrophe and opens nothing.
const LIST = (words) => new Set(words.split(" "));
// Nobody begins a quotation with these.
const ALWAYS = {
  en: LIST("tis twas twere twill twould twon em"),
  cy: LIST("dan dach dwi dw dych dyw dydi dydy tydi toes taswn tasai tawn rioed steddfod sgwn"),
};
// With these one may: where a capital and a closing sign say so.
const OFTEN = {
  en: LIST(
    "til till cause cos cuz coz n bout round neath fore tween mid gainst mongst twixt cept scuse spect nuff nother fraid " +
      "ere ave ello elp ouse orse im er ow sup tude s m ve ll d kay lo burb phone flu plane bus cello gator possum coon copter e burbs",
  ),
  cy: LIST(
    "n r w i u m th ch na ma di dy dyn r'un run nôl lawr fory ddoe chydig nhad mam mrawd falle fallai stafell sgidiau sgota sgrifennu " +
      "sgubor sgil te ta cw co cos mond wan rwan rŵan deryn nghariad sdim sneb sa se swn sai sen dde lle ni nw fo fi nad " +
      "mod nhw nad gyd ngwas mach bach de machgen stalwm stalwn gynnau gynna rhain rhein rheini sbyty smygu sgwennu mhlant",
  ),
};
// The Welsh “my” is left out, and only the sound that it made stays: ’nghath, ’mhen, ’nhrwyn.
const NASAL = /^(?:ngh|mh|nh|ngw|ngl|ngr)/;

/** Whether the word that `rest` begins with lost its beginning. */
export function isElided(rest, { language, isQuoted, isClosed }) {
  const [, word, next] = /^([\p{L}\p{M}]*)(.?)/u.exec(rest);
  const plain = word.toLowerCase();
  if (!plain || (next === "-" && plain !== "s" && plain !== "n")) return false;
  const lists = language === "cy" ? [ALWAYS.cy, ALWAYS.en, OFTEN.cy, OFTEN.en] : [ALWAYS.en, OFTEN.en];
  const isKnown = lists.some((list) => list.has(plain)) || (language === "cy" && NASAL.test(plain));
  if (!isKnown) return false;
  if (isQuoted || plain === "n") return !(plain === "n" && word === "N" && !isQuoted && isClosed());
  if (/['’]/.test(next) && !/^['’]\p{L}/u.test(rest.slice(word.length))) return false; // the word by itself: ‘til’
  if (ALWAYS.en.has(plain) || (language === "cy" && ALWAYS.cy.has(plain))) return true;
  return word === plain ? !isRound(plain, isClosed) : !isClosed();
}

// Common words of their own, which begin a quotation in small letters too.
const COMMON = LIST("round cause mid fore lo phone flu plane bus cello possum");
const isRound = (plain, isClosed) => COMMON.has(plain) && isClosed();

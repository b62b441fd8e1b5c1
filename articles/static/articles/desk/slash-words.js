// What the slash menu finds: by the beginning of any word of a thing's name or of what it is also called.
const FIRST = ["picture", "pullQuote", "related", "poll", "factBox", "table3"];
const ALSO = {
  picture: "photo image illustration",
  gallery: "photos pictures slideshow",
  pullQuote: "quotation said",
  poll: "vote question survey ballot",
  watch: "video film clip also watch",
  newest: "videos films latest watch",
  document: "pdf file download report minutes",
  sound: "audio recording podcast listen mp3 music",
  related: "read more story link article",
  table3: "grid rows columns figures",
};

export const fold = (words) =>
  words
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[’']/g, "")
    .toLowerCase();

/** The entries for the items of the editor's menu: the most used first, then by name. */
export function entriesOf(items) {
  const place = ({ name }) => FIRST.indexOf(name) + 1 || FIRST.length + 1;
  return items
    .filter(({ name, button }) => name !== "insert" && button)
    .map((item) => {
      const says = item.button.getAttribute("aria-label") || item.button.title;
      const label = item.slash || item.button.textContent;
      return { ...item, label, says, found: fold(`${label} ${says} ${item.synonyms || ""} ${ALSO[item.name] || ""}`) };
    })
    .toSorted((one, other) => place(one) - place(other) || one.label.localeCompare(other.label));
}

/** Those of which every word that was typed begins one of their words; those whose name begins so come first. */
export function matching(entries, typed) {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  const fits = ({ found }) => wanted.every((word) => ` ${found}`.includes(` ${word}`));
  const isNamed = ({ label }) => Number(fold(label).startsWith(wanted.join(" ")));
  return entries.filter(fits).toSorted((one, other) => isNamed(other) - isNamed(one));
}

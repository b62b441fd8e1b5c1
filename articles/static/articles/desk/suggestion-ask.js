// What is suggested for a story, as its page says it, and what that page answers when something is decided.
import { askPage } from "desk/ask-page";

const part = document.querySelector("[data-suggestions]");

export async function ask(words) {
  const page = await askPage(part.dataset.address, words);
  const told = page?.getElementById("suggested-pieces");
  if (!told) return null;
  return { ...JSON.parse(told.textContent), refused: page.querySelector(".messagelist .error")?.textContent };
}

/** A save gives all pieces other names: what this one of the pieces before is called by now. */
export function sameIn(pieces, before, id) {
  const was = before.find((each) => each.id === id);
  const isAlike = ({ who, at, new: put }) => who === was.who && at[1] === was.at[1] && put === was.new;
  const [old, now] = [before.filter(isAlike), pieces.filter(isAlike)];
  return old.length === now.length ? now[old.indexOf(was)].id : id;
}

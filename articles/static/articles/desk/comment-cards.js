// What has a place beside the words: open threads whose words are there, and the form of a new comment.
import { stateOf } from "desk/comment-places";
import { placeIn } from "desk/comment-text";
import { card, inOrder } from "desk/comment-ways";

/** The form of a new comment, while somebody writes one, and the words that it is about. */
function newOne(editor) {
  const part = document.querySelector(":is([data-comment-list], [data-margin]) > .comment__form");
  const place = part && !part.hidden && JSON.parse(part.querySelector("[name=place]").value || "null");
  return place ? [{ part, isNow: part.contains(document.activeElement), ...placeIn(editor.state.doc, place) }] : [];
}

function threads(editor) {
  const { now } = stateOf(editor);
  return inOrder().map(([id, { from }]) => ({ part: card(id), from, isNow: id === now }));
}

/** Each `part` with the place `from` which its words stand, in their order, and whether the cursor `isNow` there. */
export function cardsOf(editor) {
  return [...threads(editor), ...newOne(editor)]
    .filter(({ part, from }) => part && from !== undefined)
    .sort((one, other) => one.from - other.from);
}

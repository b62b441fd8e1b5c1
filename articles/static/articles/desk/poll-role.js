// What a poll is in a story for. One that is asked at any time, as most are, is stored without a role.
import { crel, gettext } from "django-prose-editor/editor";

const ROLES = [
  ["", gettext("Question")],
  ["before", gettext("Question before reading")],
  ["after", gettext("The same question after reading")],
  ["result", gettext("Result")],
];

/** A choice of roles on a poll's card; each change is an edit that can be undone. */
function roleChooser(editor, getPos) {
  const options = ROLES.map(([value, words]) => crel("option", { value, textContent: words }));
  const select = crel("select", { className: "desk-card__role", "aria-label": gettext("Show the poll as") }, options);
  select.addEventListener("change", () =>
    editor
      .chain()
      .command(({ tr }) => {
        tr.setNodeAttribute(getPos(), "role", select.value);
        return true;
      })
      .run(),
  );
  return select;
}

/** The role as it is now, in the card's choice, which is made when there is none. */
export function showRole(card, editor, getPos, role) {
  const select = card.querySelector("select") || roleChooser(editor, getPos);
  select.value = role;
  if (!card.contains(select)) card.append(select);
}

// The card of an embed as the editor shows it: fetched for stories that have one.
import { crel } from "django-prose-editor/editor";
import { fixed } from "desk/card";

/** Its title or its first line stands out; then what else it says, and the way to it. */
export function draw(text, label, { title, lines, address, source }) {
  const [first, ...others] = [...(title ? [title] : []), ...lines];
  const name = fixed("span", "desk-card__name", [label]);
  const words = fixed("span", "desk-card__words", [first || ""]);
  const more = others.flatMap((line) => [line, crel("br")]);
  const way = crel("a", { href: address, target: "_blank", textContent: source });
  text.replaceChildren(name, words, fixed("span", "desk-card__note", [...more, way]));
}

// One piece of what is suggested as it stands in the words: what it puts in, whose it is, and who decides presses here.
import { crel, gettext } from "django-prose-editor/editor";

function button(act, { id, who, at, new: put }) {
  const [label, sign] = act === "_accept" ? [gettext("Accept"), "✓"] : [gettext("Refuse"), "✗"];
  const about = [at[1], put].map((words) => words.trim()).filter(Boolean);
  const name = `${label}: ${about.join(" → ") || gettext("a picture or box")}, ${who}`;
  return crel("button", { type: "button", name: act, value: id, "aria-label": name, title: name }, [sign]);
}

export function drawn(piece) {
  const words = piece.new.replace(/^\n+|\n+$/g, "");
  const isBox = !piece.new.trim() && !piece.at[1];
  const dom = crel("span", { className: "suggested" });
  dom.contentEditable = "false";
  if (piece.new.startsWith("\n") && piece.at[0]) dom.append("\n"); // a paragraph of its own
  if (piece.dress) dom.append(crel("i", {}, [gettext("dress alone")]));
  else if (words || isBox) dom.append(crel("ins", {}, [isBox ? `[${gettext("a picture or box")}]` : words]));
  const who = crel("span", { className: "suggested__who" }, [piece.who]);
  dom.append(crel("span", { className: "suggested__acts" }, [who, button("_accept", piece), button("_refuse", piece)]));
  return dom;
}

// Cards for a poll, a film or another story, stored as what they are and an id; films without one are the newest.
import { Node, crel, gettext } from "django-prose-editor/editor";
import { fixed, insertBlock, missing, redraw, thumbnail } from "desk/card";
import { EMBEDS } from "desk/embeds";
import { choose, describe } from "desk/lookup";
import { buttons, changeId } from "desk/object-buttons";

async function draw(card, still, words, note, { embed, id }) {
  const { kind, name, automatic } = EMBEDS[embed];
  const shown = id ? await describe(kind, id) : { label: automatic || name };
  card.classList.toggle("desk-card--missing", !shown);
  still.replaceChildren(...thumbnail(shown?.thumbnail));
  words.textContent = shown ? shown.label : missing(name, id);
  const told = shown?.note || "";
  // The note of a poll leads to it: what is still a draft is opened there.
  note.replaceChildren(shown?.url ? crel("a", { href: shown.url, target: "_blank", textContent: told }) : told);
}

/** What a poll is there for can be chosen; without a connection it stays what it is. */
const offerRoles = (text, editor, getPos, role) =>
  import("desk/poll-role").then(({ showRole }) => showRole(text, editor, getPos, role)).catch(() => {});

export const StoryEmbeds = Node.create({
  name: "storyEmbed",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes() {
    const kept = (name) => ({
      default: "",
      parseHTML: (element) => element.getAttribute(`data-${name}`) || "",
      renderHTML: (attributes) => (attributes[name] || name !== "role" ? { [`data-${name}`]: attributes[name] } : {}),
    });
    return { embed: kept("embed"), id: kept("id"), role: kept("role") };
  },

  parseHTML: () => Object.keys(EMBEDS).map((embed) => ({ tag: `div[data-embed="${embed}"]`, priority: 60 })),
  renderHTML: ({ HTMLAttributes }) => ["div", HTMLAttributes],

  addNodeView() {
    return ({ node, editor, getPos }) => {
      const { kind, name } = EMBEDS[node.attrs.embed];
      const [still, words, note] = ["still", "words", "note"].map((part) => fixed("span", `desk-card__${part}`));
      const change = () => choose(kind, (id) => changeId(editor, getPos, id));
      const title = fixed("span", "desk-card__name", [name]);
      const text = fixed("span", "desk-card__text", [title, words, note]);
      const dom = fixed("div", "desk-card", [still, text, buttons({ editor, getPos, name, change })]);
      const show = (shown) => {
        dom.dataset.shown = shown.attrs.id;
        draw(dom, still, words, note, shown.attrs);
        if (kind === "poll") offerRoles(text, editor, getPos, shown.attrs.role);
      };
      show(node);
      return {
        dom,
        update: redraw(node, show),
        stopEvent: (event) => Boolean(event.target.closest?.("a, button, select")),
        ignoreMutation: () => true,
      };
    };
  },

  addMenuItems({ menu, buttons }) {
    const insert =
      (embed) =>
      (editor, id = "") =>
        insertBlock(editor, { type: "storyEmbed", attrs: { embed, id } });
    const item = (name, words, say, command, groups = "objects") =>
      menu.defineItem({ name, groups, priority: 70, button: buttons.text(words, say), command });
    for (const [embed, { kind, name, short, say, groups }] of Object.entries(EMBEDS))
      item(embed, short || name, say, (editor) => choose(kind, (id) => insert(embed)(editor, id)), groups);
    item("newest", gettext("Newest films"), gettext("Insert the newest films"), (editor) => insert("watch")(editor));
  },
});

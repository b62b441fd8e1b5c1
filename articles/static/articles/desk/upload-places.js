// Where pictures will stand that are on their way: beside the document, so that neither undo nor a save meets them.
import { Plugin, pm } from "django-prose-editor/editor";

const { Decoration, DecorationSet } = pm.view;
const KEY = new pm.state.PluginKey("uploads");

/** What is put in at a place comes after those that were dropped before it, and before those after it. */
function moved(places, tr, gone) {
  const turn = places.findIndex(({ item }) => item === gone);
  return places
    .map(({ item, at }, index) => ({ item, ...tr.mapping.mapResult(at, index < turn ? -1 : 1) }))
    .filter(({ item, deletedAcross }) => item !== gone && !deletedAcross)
    .map(({ item, pos }) => ({ item, at: pos }));
}

const plugin = new Plugin({
  key: KEY,
  state: {
    init: () => [],
    apply(tr, places) {
      const { gone, added = [] } = tr.getMeta(KEY) || {};
      return [...(places.length ? moved(places, tr, gone) : places), ...added];
    },
  },
  props: {
    decorations(state) {
      const options = { stopEvent: () => true, ignoreSelection: true };
      const shown = this.getState(state).map(({ item, at }, index) =>
        Decoration.widget(at, item.dom, { ...options, side: 1 + index / 1000 }),
      );
      return shown.length ? DecorationSet.create(state.doc, shown) : null;
    },
  },
});

/** Dropped on a picture of a gallery, it stands beside that one there. */
function borderInGallery(view, $at, { left }) {
  const box = view.nodeDOM($at.before(2)).getBoundingClientRect();
  return left < (box.left + box.right) / 2 ? $at.before(2) : $at.after(2);
}

/** The border of blocks that is nearest to the point, or after the block with the cursor; before it, if it is empty. */
function borderAt(view, point) {
  const { doc, selection } = view.state;
  const found = point && view.posAtCoords(point);
  const $at = found ? doc.resolve(found.pos) : selection.$to;
  if (!$at.depth) return $at.pos;
  const block = $at.node(1);
  if (found && $at.depth > 1 && block.type.name === "gallery") return borderInGallery(view, $at, point);
  const { top, bottom } = view.nodeDOM($at.before(1)).getBoundingClientRect();
  const isEmptyLine = block.type.name === "paragraph" && !block.content.size;
  const isUpperHalf = found && point.top < (top + bottom) / 2;
  return isEmptyLine || isUpperHalf ? $at.before(1) : $at.after(1);
}

/** Show these, each by its `dom`, at the point or at the cursor, with a line below to go on writing on. */
export function showPlaces(editor, items, point) {
  if (!KEY.get(editor.state)) editor.registerPlugin(plugin);
  const at = borderAt(editor.view, point);
  const { tr, doc, schema } = editor.state;
  if (at >= doc.content.size) tr.insert(at, schema.nodes.paragraph.create());
  editor.view.dispatch(tr.setMeta(KEY, { added: items.map((item) => ({ item, at })) }));
}

/** Take one away, and put the picture or the card of that id in its place, in one step to undo. */
export function endPlace(editor, item, id = null, embed = "") {
  const place = KEY.getState(editor.state).find((each) => each.item === item);
  if (!place) return; // it was deleted meanwhile; the picture is in the library
  const { tr, schema } = editor.state;
  tr.setMeta(KEY, { gone: item });
  const { pictureFigure, storyEmbed } = schema.nodes;
  const node = embed ? storyEmbed.create({ embed, id }) : pictureFigure.create({ id });
  if (id) pm.history.closeHistory(tr.insert(place.at, node));
  editor.view.dispatch(tr);
}

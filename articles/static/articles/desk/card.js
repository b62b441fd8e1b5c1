// What our nodes share: small pieces of page, the place where a new block goes, and a card's buttons.
import { crel, gettext } from "django-prose-editor/editor"

/** A part of a node that is shown but is no text of the story. */
export const fixed = (tag, className, children = []) => {
  const part = crel(tag, { className }, children)
  part.contentEditable = "false"
  return part
}

export const missing = (what, id) => `${what} ${id} ${gettext("is missing")}`

/** A thumbnail, or nothing. Its words are beside it, so it is silent to a screen reader. */
export const thumbnail = (address) => (address ? [crel("img", { src: address, alt: "" })] : [])

/** Put a block after the one that the cursor is in, with a line to go on writing on. */
export function insertBlock(editor, block) {
  const { doc, selection: { $to, to } } = editor.state
  const here = $to.depth ? $to.node(1) : null
  const isEmptyLine = here?.type.name === "paragraph" && here.content.size === 0
  // Never at the selection itself: an object that is still selected would be replaced by the new one.
  const place = here ? (isEmptyLine ? $to.before(1) : $to.after(1)) : to
  const isLine = block.type === "paragraph"
  const isLast = !isEmptyLine && !isLine && place >= doc.content.size
  const blocks = isLast ? [block, { type: "paragraph" }] : [block]
  const chain = editor.chain().insertContentAt(place, blocks, { updateSelection: false })
  const inside = block.content || isLine || block.type === "pictureFigure"
  const after = place + editor.schema.nodeFromJSON(block).nodeSize
  chain.setTextSelection(inside ? place + (block.content ? 2 : 1) : after + 1).focus().run()
}

/** Leave an object for the line below it, which is made if there is none to write on. */
export function lineBelow(editor) {
  const { doc, selection: { $to } } = editor.state
  const after = $to.after(1)
  const next = doc.nodeAt(after)
  if (next?.type.name === "paragraph" && !next.content.size) return editor.chain().setTextSelection(after + 1).run()
  insertBlock(editor, { type: "paragraph" })
  return true
}

/** A button that says aloud which object it belongs to. */
export function labelled(words, name, act) {
  const made = crel("button", { type: "button", className: "desk-card__button", textContent: words,
    "aria-label": `${words}: ${name}` })
  made.addEventListener("click", (event) => { event.preventDefault(); act() })
  return made
}

/** Buttons of an object in the text: choose another one, or take it out. */
export function buttons({ editor, getPos, name, change }) {
  const remove = () => {
    const $from = editor.state.doc.resolve(getPos())
    // The last picture of a gallery takes the gallery with it.
    const from = $from.depth && $from.parent.childCount === 1 ? $from.before() : $from.pos
    editor.chain().deleteRange({ from, to: from + editor.state.doc.nodeAt(from).nodeSize }).focus().run()
  }
  const group = fixed("span", "desk-card__buttons")
  if (change) group.append(labelled(gettext("Change"), name, change))
  group.append(labelled(gettext("Remove"), name, remove))
  return group
}

/** Give the node at that place another id, as an edit that can be undone. */
export const changeId = (editor, getPos, id) =>
  editor.chain().command(({ tr }) => { tr.setNodeAttribute(getPos(), "id", id); return true }).run()

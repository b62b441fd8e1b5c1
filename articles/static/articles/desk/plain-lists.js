// Numbered lists as HTML has them, without the marks for letters and Roman numerals that the editor would add.
import { OrderedList as Numbered } from "django-prose-editor/editor"

export const OrderedList = Numbered.extend({
  addOptions() {
    return { ...this.parent?.(), enableListAttributes: false }
  },
  addAttributes: () => ({}),
  addNodeView: null,
})

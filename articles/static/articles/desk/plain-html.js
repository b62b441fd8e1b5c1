// Lists and links as plainly as HTML has them, without the attributes that the editor would add to say nothing.
import { Link as AnyLink, OrderedList as AnyList } from "django-prose-editor/editor";

export const OrderedList = AnyList.extend({
  addOptions() {
    return { ...this.parent?.(), enableListAttributes: false };
  },
  addAttributes: () => ({}),
  addNodeView: null,
});

export const Link = AnyLink.extend({
  addAttributes() {
    const { href, title } = this.parent();
    return { href, title: { ...title, renderHTML: (link) => (link.title ? { title: link.title } : {}) } };
  },
});

// Lists and links as plainly as HTML has them, without the attributes that the editor would add to say nothing.
import { Link as AnyLink, OrderedList as AnyList } from "django-prose-editor/editor";
import { resolveAddress } from "desk/link-address";

const ifSaid = (name) => ({ renderHTML: (said) => (said[name] ? { [name]: said[name] } : {}) });

export const OrderedList = AnyList.extend({
  addOptions() {
    return { ...this.parent?.(), enableListAttributes: false };
  },
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: (list) => Number(list.getAttribute("start") || 1),
      renderHTML: ({ start }) => (start === 1 ? {} : { start }),
    },
    type: {
      default: null,
      parseHTML: (list) => /^[aAiI]$/.exec(list.getAttribute("type"))?.[0] || null,
      ...ifSaid("type"),
    },
  }),
  addNodeView: null,
});

export const Link = AnyLink.extend({
  addOptions() {
    return { ...this.parent?.(), rules: null };
  },

  addAttributes() {
    const { href, title } = this.parent();
    const stored = (written) => resolveAddress(written, this.options.rules).href || null;
    return {
      // Whatever way an address came, it is stored as it was tested.
      href: { ...href, renderHTML: (link) => ({ href: stored(link.href) }) },
      title: { ...title, ...ifSaid("title") },
    };
  },

  addCommands() {
    const ask = async (editor) => {
      const { askForAddress } = await import("desk/link-dialog"); // when it is first wanted
      askForAddress(editor, this.options.rules);
    };
    const addLink =
      () =>
      ({ editor }) => {
        if (!editor.state.selection.empty || editor.isActive("link")) ask(editor);
      };
    return { ...this.parent?.(), addLink };
  },
});

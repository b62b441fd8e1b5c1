// What is shown of a picture on its way: itself, how far it is, and what became of it if it does not come.
import { crel, gettext } from "django-prose-editor/editor";
import { fixed } from "desk/card";
import { labelled } from "desk/object-buttons";

/** A figure for the file. `put` is called with the id of a picture that is to stand there, or none, and with the line. */
export function uploadLine(file, put) {
  const address = URL.createObjectURL(file);
  const picture = crel("img", { src: address, alt: "" });
  const progress = crel("progress", { max: 100, value: 0 });
  progress.setAttribute("aria-label", `${gettext("How much of it has been sent")}: ${file.name}`);
  const said = crel("span", { className: "desk-upload__said", role: "status" }, [progress]);
  const tools = fixed("span", "desk-card__buttons");
  const words = crel("span", { className: "desk-upload__words" }, [crel("strong", {}, [file.name]), said]);
  const foot = crel("div", { className: "desk-figure__foot" }, [words, tools]);
  const frame = crel("div", { className: "desk-figure__frame" }, [picture]);
  const dom = fixed("figure", "desk-figure desk-upload", [frame, foot]);
  picture.addEventListener("error", () => frame.remove());

  function end(id) {
    URL.revokeObjectURL(address);
    return put(id, line);
  }
  function tell(message, ...acts) {
    said.replaceChildren(message);
    tools.replaceChildren(...[...acts, [gettext("Leave it out"), () => end(null)]].map(button));
  }
  const button = ([name, act]) => labelled(name, file.name, act);

  const line = {
    dom,
    file,
    progress,
    end,
    /** It cannot come, and why; `again` sends it once more, where that could help. */
    refuse(reason, again = null) {
      dom.classList.add("desk-upload--refused");
      tell(reason, ...(again ? [[gettext("Try again"), again]] : []));
    },
    wait() {
      dom.classList.remove("desk-upload--refused");
      progress.value = 0;
      said.replaceChildren(progress);
      tools.replaceChildren();
    },
    /** The library has this very file. */
    offer(label, id) {
      tell(`${gettext("This very file is in the library already:")} ${label}`, [gettext("Use it"), () => end(id)]);
    },
  };
  return line;
}

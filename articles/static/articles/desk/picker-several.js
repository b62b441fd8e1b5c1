// Several pictures are taken in the order in which they were chosen, whatever was looked for in between.
import { crel, gettext } from "django-prose-editor/editor";

export function takesSeveral(take) {
  const taken = [];
  const said = crel("span", { role: "status" }, [gettext("Choose pictures, in the order in which they are to stand.")]);
  const button = crel("button", { type: "button", className: "button default", disabled: true }, [
    gettext("Take them"),
  ]);
  const foot = crel("div", { className: "desk-dialog__foot" }, [button, said]);
  button.addEventListener("click", () => take(taken));

  function mark(lists) {
    for (const choice of lists.querySelectorAll("[data-id]")) {
      const place = taken.indexOf(choice.dataset.id) + 1;
      choice.setAttribute("aria-pressed", place > 0);
      choice.dataset.place = place || "";
    }
  }
  function turn(id) {
    const at = taken.indexOf(id);
    if (at < 0) taken.push(id);
    else taken.splice(at, 1);
    button.disabled = !taken.length;
    said.textContent = gettext("{count} chosen").replace("{count}", taken.length);
    mark(foot.parentElement);
  }
  return { foot, mark, turn };
}

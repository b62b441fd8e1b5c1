// Ask for advice on the question while a poll is written. It stands under the question and stops nobody.
const PAUSE = 600; // milliseconds

/** The question and its answers as an address asks for advice on them. */
function written(form) {
  const query = new URLSearchParams({ question: form.elements.question.value, kind: form.elements.kind.value });
  const labels = [...form.querySelectorAll("input[name^=choices-][name$=-label]")].filter(
    ({ name }) => !name.includes("__"),
  );
  for (const { value } of labels) if (value.trim()) query.append("answer", value);
  if (form.elements.ready_answers?.value)
    for (const label of ["Yes", "No", "Don’t know"]) query.append("answer", label);
  return query.toString();
}

export function adviseOn(panel) {
  const form = panel.closest("form");
  const advice = panel.querySelector("[data-question-advice-list]");
  let [waiting, said] = [0, ""];

  async function ask() {
    const query = written(form);
    if (query === said) return;
    said = query;
    const answer = await fetch(`${panel.dataset.questionAdvice}?${query}`, { credentials: "same-origin" }).catch(
      () => null,
    );
    if (!answer?.ok || answer.redirected || query !== said) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    advice.replaceChildren(...page.body.children);
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}

// On the poll's own page; in a dialog of another page it is called there.
const own = document.querySelector("#poll_form [data-question-advice]");
if (own) adviseOn(own);

// Ask for advice on the question while a poll is written. It stands under the question and stops nobody.
const panel = document.querySelector("[data-question-advice]");
const advice = panel.querySelector("[data-question-advice-list]");
const PAUSE = 600;
let waiting = 0;
let said = "";

function written() {
  const form = panel.closest("form");
  const query = new URLSearchParams({ question: form.elements.question.value, kind: form.elements.kind.value });
  const labels = [...form.querySelectorAll("input[name^=choices-][name$=-label]")].filter(
    ({ name }) => !name.includes("__"),
  );
  for (const { value } of labels) if (value.trim()) query.append("answer", value);
  if (form.elements.ready_answers?.value)
    for (const label of ["Yes", "No", "Don’t know"]) query.append("answer", label);
  return query.toString();
}

async function ask() {
  const query = written();
  if (query === said) return;
  said = query;
  const answer = await fetch(`${panel.dataset.questionAdvice}?${query}`, { credentials: "same-origin" }).catch(
    () => null,
  );
  if (!answer?.ok || answer.redirected || query !== said) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  advice.replaceChildren(...page.body.children);
}

panel.closest("form").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
});

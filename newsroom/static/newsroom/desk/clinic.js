// Ask the question clinic while a poll is written. What it says stands under the question and stops nobody.
const clinic = document.querySelector("[data-clinic]");
const advice = clinic.querySelector("[data-clinic-advice]");
const PAUSE = 600;
let waiting = 0;
let said = "";

function written() {
  const form = clinic.closest("form");
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
  const answer = await fetch(`${clinic.dataset.clinic}?${query}`, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || answer.redirected || query !== said) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  advice.replaceChildren(...page.body.children);
}

clinic.closest("form").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
});

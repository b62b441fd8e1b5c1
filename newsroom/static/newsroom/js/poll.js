// Cast a vote without leaving the page. Whatever goes wrong, the browser sends the form as if there were no script.
async function cast(form, fields = new URLSearchParams(new FormData(form))) {
  const sent = await fetch(form.action, { method: "POST", body: fields, headers: { "X-Poll-Script": "1" } });
  if (sent.status === 428) {
    // Many have voted from this network: some work first, by a module that nobody else needs.
    const { solver, challenge } = await sent.json();
    fields.set("proof", await (await import(solver)).solve(challenge));
    return cast(form, fields);
  }
  return new DOMParser().parseFromString(await sent.text(), "text/html");
}

function show(poll, answer) {
  const status = poll.querySelector("[data-poll-status]");
  answer.querySelector("[data-poll-status]").remove();
  // The live region stays in place: a new one would not be listened to.
  for (const part of [...poll.children]) if (part !== status) part.remove();
  status.before(...answer.children);
  status.textContent = "";
  poll.className = answer.className;
  poll.querySelector("[data-poll-focus]")?.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-poll-form]");
  if (!form) return;
  event.preventDefault();
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  const poll = form.closest("[data-poll]");
  const status = poll.querySelector("[data-poll-status]");
  status.textContent = status.dataset.sending;
  try {
    show(poll, (await cast(form)).getElementById(poll.id));
  } catch {
    form.submit();
  }
});

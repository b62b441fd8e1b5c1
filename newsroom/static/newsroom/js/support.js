// Say in words what will be paid, and keep one amount chosen: a picked one or the one typed.
const form = document.querySelector("[data-support]");
const { support: symbol, decimals } = form.dataset;
const own = form.elements.own_amount;
const promises = [...form.querySelectorAll("[data-promise]")].map((line) => ({ line, unsaid: line.textContent }));
const TYPED = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;

// Whole pence in and out, as on the server: an amount is never a fraction.
function pence(text) {
  const [, whole, part = ""] = text.trim().replace(symbol, "").trim().match(TYPED) ?? [];
  return whole && part.length <= decimals ? Number(whole.replaceAll(",", "") + part.padEnd(decimals, "0")) : 0;
}

function printed(amount) {
  const digits = String(amount).padStart(Number(decimals) + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  return symbol + whole + (decimals > 0 ? `.${digits.slice(-decimals)}` : "");
}

function say() {
  for (const { line, unsaid } of promises) {
    const picked = form.elements[`amount_${line.dataset.frequency}`].value;
    const amount = picked && picked !== "other" ? Number(picked) : pence(own.value);
    const words = line.dataset.promise
      .replaceAll("{amount}", printed(amount))
      .replace("{a_year}", printed(amount * 12));
    const next = amount ? words : unsaid;
    if (line.textContent !== next) line.textContent = next;
  }
}

form.addEventListener("input", ({ target }) => {
  if (target === own && own.value) for (const other of form.querySelectorAll('[value="other"]')) other.checked = true;
  else if (target.name.startsWith("amount_") && target.value !== "other") own.value = "";
  if (target.value === "other") own.focus();
  say();
});
say();

// Many card payments are being begun: do some work, then send the form again as it is.
const { challenge, solver } = form.dataset;
if (challenge) {
  const { solve } = await import(solver);
  form.elements.proof.value = await solve(JSON.parse(challenge));
  form.requestSubmit(form.querySelector("#support-submit"));
}

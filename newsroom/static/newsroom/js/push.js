// Alerts in this browser, for whoever asks for them. We keep its address at its push service, and nothing here.
const form = document.querySelector("[data-push]");
const { push: ours, worker } = form.dataset;
const boxes = [...form.querySelectorAll("[name=kinds]")];
const stop = form.querySelector("[data-stop]");
const say = (name) => {
  form.querySelector("[role=status]").textContent = form.dataset[name];
};

async function tell(fields) {
  const answer = await fetch(ours, { method: "POST", body: new URLSearchParams(fields) });
  if (!answer.ok) throw new Error(answer.status === 429 ? "often" : "failed");
  return answer.json();
}

async function held() {
  return (await navigator.serviceWorker.getRegistration(worker))?.pushManager.getSubscription();
}

function show(kinds) {
  for (const box of boxes) if (kinds.length) box.checked = kinds.includes(box.value);
  stop.hidden = !kinds.length;
}

// A worker of its own, beside that of saved stories: it looks after no page.
async function registered() {
  const registration = await navigator.serviceWorker.register(worker);
  const coming = registration.installing ?? registration.waiting;
  if (coming && !registration.active) {
    await new Promise((done) => {
      coming.addEventListener("statechange", () => coming.state === "activated" && done());
    });
  }
  return registration;
}

async function begin() {
  const kinds = boxes.filter((box) => box.checked).map((box) => box.value);
  if (!kinds.length) return say("none");
  if ((await Notification.requestPermission()) !== "granted") return say("denied");
  const { key } = await tell({ ask: "key" });
  const octets = Uint8Array.from(atob(key.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const { pushManager } = await registered();
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: octets });
  const { endpoint, keys } = subscription.toJSON();
  const fields = Object.entries({ endpoint, ...keys });
  show((await tell([...fields, ...kinds.map((kind) => ["kinds", kind])])).kinds);
  say("on");
}

async function end() {
  const subscription = await held();
  if (subscription) {
    await tell({ endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  show([]);
  say("off");
}

async function attempt(act) {
  try {
    await act();
  } catch (error) {
    say(error.message === "often" ? "often" : "failed");
  }
}

if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(begin);
  });
  stop.addEventListener("click", () => attempt(end));
  attempt(async () => {
    const subscription = await held();
    if (subscription) show((await tell({ ask: "kinds", endpoint: subscription.endpoint })).kinds);
  });
}

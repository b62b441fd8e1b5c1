/* Sends many pictures one after the other, with a line for each that says how far it is and what became of it. */
const form = document.querySelector("[data-many]");
const arrivals = document.querySelector("[data-arrivals]");
const list = arrivals.querySelector("ul");
const goOn = arrivals.querySelector("[data-go-on]");
const status = arrivals.querySelector("[data-status]");
const input = form.querySelector("input[type=file]");
const { heavy, manySaid, lost, done: doneSaid } = form.querySelector("[data-says]").dataset;
const waiting = [];
let [all, done, isSending] = [0, 0, false];

function addLine(file) {
  list.append(form.querySelector("[data-line]").content.cloneNode(true));
  list.lastElementChild.querySelector(".arrival__name").textContent = file.name;
  return list.lastElementChild;
}

function refuse(line, words) {
  line.classList.add("arrival--refused");
  line.querySelector(".arrival__fate").textContent = words;
}

/** Progress of an upload is told by the older way to ask alone. */
function send(file, progress) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("one_by_one", "1");
  data.append("files", file, file.name);
  return new Promise((tell) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => { progress.value = (loaded / total) * 100; });
    request.addEventListener("loadend", () => {
      const isOurs = request.status === 200 && request.responseText.includes("arrival__");
      tell(isOurs ? document.createRange().createContextualFragment(request.responseText).querySelector("li") : null);
    });
    request.open("POST", location.href);
    request.send(data);
  });
}

async function sendAll() {
  isSending = true;
  while (waiting.length) {
    const [file, line] = waiting.shift();
    const answer = await send(file, line.querySelector("progress"));
    if (answer) line.replaceWith(answer);
    else refuse(line, lost);
    status.textContent = doneSaid.replace("{done}", (done += 1)).replace("{all}", all);
    if (answer?.dataset.new) offerWords(answer.dataset.new);
  }
  isSending = false;
}

function offerWords(pk) {
  const link = goOn.querySelector("a");
  link.search += `${link.search ? "&" : "?"}picture=${pk}`;
  goOn.hidden = false;
}

function take(files) {
  arrivals.hidden = !files.length && !list.children.length;
  [...files].forEach((file, number) => {
    const line = addLine(file);
    if (number >= form.dataset.most) refuse(line, manySaid.replace("{most}", form.dataset.most));
    else if (file.size > form.dataset.mostBytes) refuse(line, heavy);
    else { waiting.push([file, line]); all += 1; }
  });
  input.value = "";
  if (!isSending) sendAll();
}

input.addEventListener("change", () => take(input.files));
for (const name of ["dragover", "dragleave", "drop"])
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.toggle("many--over", name === "dragover");
    if (name === "drop") take(event.dataTransfer.files);
  });
form.querySelector("[data-submit] input").hidden = true;
addEventListener("beforeunload", (event) => isSending && event.preventDefault());

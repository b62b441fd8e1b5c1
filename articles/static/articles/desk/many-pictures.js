/* Sends many pictures one after the other, with a line for each that says how far it is and what became of it. */
const form = document.querySelector("[data-many]");
const arrivals = document.querySelector("[data-arrivals]");
const list = arrivals.querySelector("ul");
const goOn = arrivals.querySelector("[data-go-on]");
const status = arrivals.querySelector("[data-status]");
const input = form.querySelector("input[type=file]");
const { heavy, manySaid, lost, done: doneSaid, sender } = form.querySelector("[data-says]").dataset;
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

async function sendAll() {
  isSending = true;
  // Until it is there, files can be chosen all the same.
  const { send } = await import(sender).catch(() => ({ send: () => null }));
  while (waiting.length) {
    const [file, line] = waiting.shift();
    const token = form.elements.csrfmiddlewaretoken.value;
    const answer = await send({ address: location.href, token, file, progress: line.querySelector("progress") });
    if (answer) line.replaceWith(answer);
    else refuse(line, lost);
    done += 1;
    status.textContent = doneSaid.replace("{done}", done).replace("{all}", all);
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
    else {
      waiting.push([file, line]);
      all += 1;
    }
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

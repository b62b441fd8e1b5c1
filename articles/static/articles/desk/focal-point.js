/* Points at what matters in a picture: by mouse, finger or arrow keys, with what each shape leaves of it. */

const STEP = 0.01;
const LEAP = 0.1;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const within = (value) => Math.min(1, Math.max(0, value));

/** The same cut as the server's: the point in the middle, as far as the edges allow; as CSS wants it, in percent. */
function cutAt(point, whole, part) {
  const spare = whole - part;
  return spare > 0 ? (within((point * whole - part / 2) / spare) * 100).toFixed(2) : 50;
}

function frame(cut, picture, [x, y]) {
  const shape = cut.parentElement.clientWidth / cut.parentElement.clientHeight;
  const { naturalWidth: width, naturalHeight: height } = picture;
  const left = cutAt(x, width, Math.min(width, height * shape));
  const top = cutAt(y, height, Math.min(height, width / shape));
  cut.style.objectPosition = `${left}% ${top}%`;
}

function begin(field) {
  const input = field.querySelector("input");
  const work = field.querySelector(".focal__work");
  const picture = field.querySelector(".focal__picture");
  const mark = field.querySelector(".focal__mark");
  const cuts = field.querySelectorAll(".focal__cut img");
  let point = input.value.split("x").map(Number);

  function draw() {
    const [x, y] = point.map((value) => Math.round(value * 100));
    mark.style.left = `${point[0] * 100}%`;
    mark.style.top = `${point[1] * 100}%`;
    mark.setAttribute("aria-valuenow", x);
    mark.setAttribute("aria-valuetext", mark.dataset.says.replace("{x}", x).replace("{y}", y));
    for (const cut of cuts) frame(cut, picture, point);
  }
  function moveTo(x, y) {
    point = [within(x), within(y)];
    input.value = point.map((value) => Number(value.toFixed(3))).join("x");
    draw();
  }
  function pointAt(event) {
    const box = picture.getBoundingClientRect();
    moveTo((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }
  function show() {
    for (const cut of cuts) cut.src = picture.src;
    work.hidden = false;
    draw();
  }

  const stage = mark.parentElement;
  stage.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    mark.focus({ preventScroll: true });
    pointAt(event);
  });
  stage.addEventListener("pointermove", (event) => event.buttons && pointAt(event));
  mark.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? LEAP : STEP;
    const move = MOVES[event.key];
    if (move) moveTo(point[0] + move[0] * step, point[1] + move[1] * step);
    else if (event.key === "Home") moveTo(0.5, 0.5);
    else return;
    event.preventDefault();
  });
  picture.addEventListener("load", show);
  if (picture.complete && picture.naturalWidth) show();
  addEventListener("resize", draw);
  input.type = "hidden";
}

for (const field of document.querySelectorAll("[data-focal-point]")) begin(field);

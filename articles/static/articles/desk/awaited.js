// What the writer has put into the words, and is not in them yet: the form is sent once all of it has come.
const awaited = new Set();

/** `promise` is fulfilled when it is in the words, or when it is said that it cannot come. */
export function awaitInWords(promise) {
  awaited.add(promise);
  promise.finally(() => awaited.delete(promise)).catch(() => {});
}

window.addEventListener(
  "submit",
  (event) => {
    if (!awaited.size || event.target.id !== "article_form") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    Promise.allSettled(awaited).then(() => event.target.requestSubmit(event.submitter));
  },
  true,
);

// Copies of unsaved words in this browser, for when the server cannot have them. One for each form, of each person.
const page = document.querySelector("[data-autosave]")?.dataset;
const place = page && `desk:${page.user}:${page.article}:`;

export function keep(key, words) {
  try {
    localStorage.setItem(place + key, words.toString());
    return true;
  } catch {
    return false; // full, or forbidden
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(place + key);
  } catch {
    /* there was none */
  }
}

/** Every copy of this story's words that is not of the form on this page, as [key, words]. */
export function copies(ours) {
  try {
    return Object.entries({ ...localStorage })
      .filter(([name]) => name.startsWith(place) && name !== place + ours)
      .map(([name, words]) => [name.slice(place.length), new URLSearchParams(words)]);
  } catch {
    return [];
  }
}

/** What the server says has been saved needs no copy any more. */
export function forgetSaved() {
  const [, keys] = document.cookie.match(/(?:^|; )(?:__Secure-)?desk_saved=([^;]*)/) || [];
  for (const key of (keys || "").split("."))
    for (const name of key ? Object.keys({ ...localStorage }) : [])
      if (name.startsWith(`desk:${page.user}:`) && name.endsWith(`:${key}`)) localStorage.removeItem(name);
}

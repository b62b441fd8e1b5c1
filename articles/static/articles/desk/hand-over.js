// Hands words to the server, which keeps them: those of this form, and those that an earlier page could not send.
import { copies, forget, forgetSaved } from "desk/browser-copy";
import { line, say } from "desk/kept-line";
import { send } from "desk/send-words";

export const token = document.querySelector("#article_form [name=csrfmiddlewaretoken]");

export const post = (words) => send(line.dataset.address, words, token.value);

/** A form that was restored takes another key where this browser has later words under its own: they stay, to be sent. */
export function leaveToCopy(keyField) {
  const isKept = copies("").some(([key]) => key === keyField.value);
  if (isKept) keyField.value += "-2";
  return isKept;
}

/** Words that an earlier page could not send; the server offers them with what is different. Whether there were any. */
export async function handOver(ours) {
  forgetSaved();
  let isNew = false;
  for (const [theirs, words] of copies(ours)) {
    const [state] = await post(words);
    if (state !== "kept") {
      say(state);
      return false;
    }
    forget(theirs);
    isNew = true;
  }
  return isNew;
}

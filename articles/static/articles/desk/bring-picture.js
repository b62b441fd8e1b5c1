// Brings one picture into the library, by its rules; the line that is shown for it says how far it is.
import { addresses } from "desk/lookup";
import { tokenNow } from "desk/page-dialog";
import { LOST, refusalOf } from "desk/picture-rules";
import { send } from "desk/send-picture";

/** Its id, if it is new and waits for words. `again` is offered where the connection was lost. */
export async function bring(line, again) {
  const refusal = refusalOf(line.file);
  if (refusal) return void line.refuse(refusal);
  const answer = await send({ ...line, address: addresses.bring.address, token: tokenNow() });
  if (!answer) return void line.refuse(LOST, again);
  const { picture, waits } = answer.dataset;
  const fate = answer.querySelector(".arrival__fate");
  if (!picture) return void line.refuse(fate.textContent.trim());
  if (!("new" in answer.dataset)) return void line.offer(fate.querySelector("a").textContent, picture);
  await line.end(picture);
  return waits === undefined ? null : picture;
}

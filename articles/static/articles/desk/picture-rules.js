// What can be said of a file before it is sent; the library looks at all others.
import { gettext } from "django-prose-editor/editor";
import { addresses } from "desk/lookup";

export const LOST = gettext("Not sent: there is no connection, or your login has run out.");
const TOO_MANY = gettext("That is more than {most} files at once: bring it with the next ones.");
export const tooMany = (most) => TOO_MANY.replace("{most}", most);
const megabytes = (bytes) => Math.round(bytes / 1024 / 1024);

/** Why the library cannot take it; nothing, if it may be sent. */
export function refusalOf({ type, size }) {
  const { bring } = addresses;
  if (!bring) return gettext("You may not add pictures to the library: choose one that is there.");
  if (!bring.kinds.includes(type)) {
    return gettext("This is no picture that can be used here: JPEG, PNG, WebP and AVIF can.");
  }
  if (size <= bring.most) return "";
  const words = gettext(
    "This file is heavier than {most} MB. Save it at 4000 pixels on its longer side and try again.",
  );
  return words.replace("{most}", megabytes(bring.most));
}

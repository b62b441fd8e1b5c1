// A page of the desk that a script of the story's form reads, and where it sends what a button of that page would.

/** The page as the server answers, which may lead on to another; nothing where it cannot be had. */
export async function askPage(address, words) {
  const said = words && { method: "POST", body: words };
  const response = await fetch(address, said).catch(() => null);
  if (!response?.ok) return null;
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

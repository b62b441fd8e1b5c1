// What others put round an address or at its end, to count who follows it, taken off.
function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

function fromBase64(value) {
  try {
    const text = atob(value.replaceAll("-", "+").replaceAll("_", "/"));
    return /^https?:\/\//.test(text) ? text : "";
  } catch {
    return "";
  }
}

/** The address that a value of a wrapper's query holds, however that wrapper writes it. */
function inside(pair) {
  let value = pair.slice(pair.indexOf("=") + 1);
  if (value.startsWith("a1") && fromBase64(value.slice(2))) return fromBase64(value.slice(2));
  if (/^https?-3A/i.test(value)) value = value.replaceAll("-", "%").replaceAll("_", "/");
  return /^https?:[/\\]/i.test(decoded(value)) ? decoded(value) : "";
}

/** The address that a mail program or a search engine leads through to; nothing for any other. */
export function unwrap(address, rules) {
  for (const pattern of rules.path_wrappers) {
    const found = new RegExp(pattern, "i").exec(address);
    if (found) return /^https?:/i.test(decoded(found[1])) ? decoded(found[1]) : `https://${decoded(found[1])}`;
  }
  if (!new RegExp(rules.wrappers, "i").test(address.split("://").slice(1).join("://"))) return "";
  const query = address.split("#")[0].split("?").slice(1).join("?");
  return query.split("&").map(inside).find(Boolean) || "";
}

/** Without the keys that follow a reader about. */
export function withoutTracking(address, rules) {
  const tracks = (pair) => new RegExp(rules.tracking, "i").test(decoded(pair.split("=")[0]));
  const [, path, query = "", fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/.exec(address);
  const kept = query.split("&").filter((pair) => !tracks(pair));
  const asked = kept.join("&") ? `?${kept.join("&")}` : "";
  return path + asked + (fragment && !tracks(fragment) ? `#${fragment}` : "");
}

// Where a link may lead, as the server has it: the address that is tested is the address that is stored.
import { unwrap, withoutTracking } from "desk/link-wrappers";

const MAIL = /^[^\s@:/?<>"]+@[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+$/u;
const PHONE = /^tel:\+?[0-9][0-9().;=a-z-]{2,30}$/i;
const HOST =
  /^([\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*\.\p{L}[\p{L}\p{N}_-]+(:\d{1,5})?|(\d{1,3}\.){3}\d{1,3}(:\d{1,5})?|localhost(:\d{1,5})?)$/u;
const WEB = /^(https?):[/\\]*([^/\\?#]*)([^?#]*)([\s\S]*)$/i;
const LONGEST = 2000;

const refused = (refusal) => ({ href: "", refusal });

/** As a browser reads it: `https:\\Example.org` is `https://example.org`. Empty if it names no host. */
function canonical(text) {
  const [, scheme, host, path, rest] = WEB.exec(text);
  const name = host.toLowerCase().replace(/\.+$/, "");
  if (!HOST.test(name)) return "";
  return `${scheme.toLowerCase()}://${name}${path.replaceAll("\\", "/")}${rest}`.replaceAll(" ", "%20");
}

function web(text, rules) {
  let address = "";
  for (let next = text, times = 0; next && times < 4; times++) {
    address = canonical(next);
    if (!address) return refused("broken");
    next = unwrap(address, rules);
  }
  return { href: withoutTracking(address, rules), refusal: "" };
}

/** `www.example.org` and `example.org/tides` are addresses of the web; `tides.html` is a file beside another. */
function withScheme(text, rules) {
  if (/^[/\\]{2}[^/\\]/.test(text)) return `https:${text}`;
  const host = text.split(/[/\\?#]/)[0].toLowerCase();
  if (host.includes(":") && !/^[\p{L}\p{N}_.-]+:\d{1,5}$/u.test(host)) return text;
  const isNamed = host.startsWith("www.") || !new RegExp(rules.files, "i").test(host);
  return isNamed && host.includes(".") && !host.startsWith(".") && HOST.test(host) ? `https://${text}` : text;
}

function mail(text) {
  const [address, ...extras] = text.slice(7).replace(/^\/+/, "").split("?");
  const name = address.replace("%40", "@").replace(/\/+$/, "");
  if (!MAIL.test(name)) return refused("broken");
  return { href: `mailto:${name}${extras.length ? `?${extras.join("?")}` : ""}`, refusal: "" };
}

function phone(text) {
  const number = text.replace(/[\s/]|%20/g, "");
  return PHONE.test(number) ? { href: `tel:${number.slice(4)}`, refusal: "" } : refused("broken");
}

/** Complete, unwrap and strip an address as it was written, or say why no reader would arrive there. */
export function resolveAddress(written, rules) {
  let text = (written || "").replace(/[\t\n\r]/g, "").trim();
  if (!text || text.startsWith("#")) return refused("fragment");
  if (text.length > LONGEST) return refused("broken");
  if (MAIL.test(text)) return { href: `mailto:${text}`, refusal: "" };
  text = withScheme(text, rules);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1].toLowerCase();
  if (!scheme) return refused("relative");
  if (scheme === "http" || scheme === "https") return web(text, rules);
  if (scheme === "mailto") return mail(text);
  return scheme === "tel" ? phone(text) : refused("scheme");
}

// The rules for what is pasted from elsewhere: it keeps what a story can hold.
import { resolveAddress } from "desk/link-address";
import { headingsAndQuotes, lists, plainBlocks } from "desk/paste-blocks";
import { trimTexts } from "desk/paste-edges";
import { lines, wrapLoose } from "desk/paste-lines";
import { markUp } from "desk/paste-marks";
import { leaveOut } from "desk/paste-omissions";
import { tables } from "desk/paste-tables";
import { laidOut, textsOf, tidyTexts } from "desk/paste-texts";
import { inWords } from "desk/paste-told";
import { parsePasted } from "desk/pasted-styles";
import { makeLists } from "desk/word-lists";

const KEPT = ["href", "title", "start", "type", "colspan", "rowspan"];
const OWN = ["data-pm-slice", "data-picture", "data-gallery", "data-quote", "data-embed", "data-id", "data-role"];
function links(body, count, rules) {
  for (const link of body.querySelectorAll("a")) {
    const written = link.getAttribute("href");
    const { href } = resolveAddress(written, rules);
    if (!href && written !== null && link.textContent.trim() && !new RegExp(rules.notes, "i").test(written))
      count.links = (count.links || 0) + 1;
    if (href) link.setAttribute("href", href);
    else link.replaceWith(...link.childNodes);
  }
}

function foreignBlocks(body, count, rules) {
  makeLists(body);
  laidOut(body);
  markUp(body, rules);
  headingsAndQuotes(body, rules);
  plainBlocks(body, rules);
  tables(body, count);
  lists(body);
  tidyTexts(body);
  lines(body, rules);
  trimTexts(textsOf(body), rules);
  for (const block of [body, ...body.querySelectorAll("div, li, td, th, blockquote")]) wrapLoose(block, rules);
  for (const block of body.querySelectorAll("p, li, h2, h3, blockquote, ul, ol, table"))
    if (!block.textContent.trim()) block.remove();
  // An item begins with a paragraph, if an empty one.
  for (const list of body.querySelectorAll("li > :is(ul, ol):first-child"))
    list.before(body.ownerDocument.createElement("p"));
}

/** Clean HTML and how much of each kind was left out of it. */
export function cleanPaste(html, rules) {
  const count = {};
  const body = parsePasted(html);
  const isOurs = html.includes("data-pm-slice"); // words of an editor like this one, with their own blanks and objects
  leaveOut(body, count, rules.omissions);
  if (isOurs) markUp(body, rules);
  else foreignBlocks(body, count, rules);
  links(body, count, rules.links);
  const kept = isOurs ? [...KEPT, ...OWN, ...rules.kindAttributes] : KEPT;
  for (const element of body.querySelectorAll("*"))
    for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name);
  return { html: body.innerHTML, told: inWords(count) };
}

// Plays the tables of typographic signs, pasted whole and typed key by key; answers what came out, as JSON.
import { readFileSync } from "node:fs";
import { register } from "node:module";

// The scripts name one another as the desk's import map does.
const scripts = new URL("../../../static/articles/desk/", import.meta.url).href;
const hooks = `
  export const resolve = (name, context, next) =>
    name.startsWith("desk/") ? { url: "${scripts}" + name.slice(5) + ".js", shortCircuit: true } : next(name, context);
  export const load = (url, context, next) =>
    next(url, url.startsWith("${scripts}") ? { ...context, format: "module" } : context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
const { typographic } = await import("desk/signs");
const { typed } = await import("desk/signs-typing");

const answer = [];
for (const [language, name] of [
  ["en", "english"],
  ["cy", "welsh"],
])
  for (const [words, wanted] of JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url))))
    answer.push({ words, wanted, pasted: typographic(words, language), typed: typed(words, language) });
process.stdout.write(JSON.stringify(answer));

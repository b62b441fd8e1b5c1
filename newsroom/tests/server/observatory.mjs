// Grades answers as MDN's Observatory does, by its own tests and its own table, without asking any other machine.
// In: {host, redirects, answers: [{path, status, headers, cookies, body}]}. Out: [{path, score, grade, worse}].

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { ALL_TESTS } from "@mdn/mdn-http-observatory/src/constants.js";
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT } from "@mdn/mdn-http-observatory/src/grader/charts.js";
import { getGradeForScore, getScoreModifier } from "@mdn/mdn-http-observatory/src/grader/grader.js";
import { parseHttpEquivHeaders } from "@mdn/mdn-http-observatory/src/retriever/utils.js";
import { Requests } from "@mdn/mdn-http-observatory/src/types.js";
import { AxiosHeaders } from "axios";
import { CookieJar } from "tough-cookie";

// The list of preloaded hosts is fetched when the package is installed with its scripts. Ours would not be on it.
const preloaded = new URL("../conf/hsts-preload.json", import.meta.resolve("@mdn/mdn-http-observatory"));
if (!existsSync(preloaded)) writeFileSync(preloaded, "{}");

const { host, redirects, answers } = JSON.parse(readFileSync(0, "utf8"));

function graded({ path, status, headers, cookies, body }) {
  const url = new URL(path, `https://${host}`);
  const jar = new CookieJar();
  for (const cookie of cookies) jar.setCookieSync(cookie, url.href);
  const httpEquiv = parseHttpEquivHeaders(body, url.href);
  const answer = { status, headers: AxiosHeaders.from(headers), verified: true, httpEquiv };
  const asked = new Requests(host);
  asked.session = { jar, url };
  asked.resources.path = body;
  Object.assign(asked.responses, { auto: answer, https: answer, http: answer, cors: { ...answer, request: {} } });
  asked.responses.httpRedirects = redirects.map((each) => ({ url: new URL(each), status: 301 }));

  const results = ALL_TESTS.map((test) => test(asked).result);
  const changes = results.map(getScoreModifier);
  const lost = changes.filter((change) => change < 0).reduce((sum, change) => sum + change, 100);
  const whole = changes.reduce((sum, change) => sum + change, 100);
  const score = lost >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? whole : lost;
  return { path, ...getGradeForScore(score), worse: results.filter((_, n) => changes[n] < 0) };
}

console.log(JSON.stringify(answers.map(graded)));

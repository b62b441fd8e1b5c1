// What the page of a story asks of scripts: one file to the reader. The last one needs the row of buttons under the headline.
import "./times.js";
import "./read.js";
import "./poll.js";
import "./mistake.js";
import "./story-actions.js";

// What the page of a running story asks of scripts besides: one file to the reader. An entry may bring a player.
import "./embed.js";
import "./entries.js";
import "./entries-shown.js";

// Every page works before this. What is here saves a reload, a word or a gesture.

import "./live.js";
import "./reactions.js";
import "./share.js";
import "./ticks.js";
import "./drafts.js";
import "./files.js";
import "./hours.js";
import "./lightbox.js";
import "./mentions.js";
import "./times.js";
import "./menus.js";
import "./words.js";
import "./panel.js";
import "./writing.js";
import "./keys.js";
import "./news.js";
import "./thread.js";
import "./outbox.js";
import "./install.js";
import "./push.js";

// Whoever drives a browser knows from this that the page answers.
document.documentElement.dataset.scripted = "";

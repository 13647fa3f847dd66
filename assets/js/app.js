// Every page works before this. What is here saves a reload, a word or a gesture.

import "./live.js";
import "./reactions.js";
import "./share.js";
import "./drafts.js";
import "./files.js";
import "./mentions.js";
import "./times.js";
import "./menus.js";
import "./writing.js";
import "./keys.js";
import "./outbox.js";
import "./install.js";

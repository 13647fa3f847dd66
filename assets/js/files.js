// [data-attaching] in a form: files that are chosen, dropped or pasted go up at once, each with its progress, and can be
// cancelled or tried again. Without this script the field sends them with the form. Its words stand in its data attributes.

import { announce, each } from "./html.js";

const MEGABYTE = 1024 * 1024;
const create = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// A file on its way: its line in the form.
class Sending {
  constructor(attaching, file) {
    Object.assign(this, { attaching, file, words: attaching.box.dataset });
    this.name = create("span", { textContent: file.name });
    this.bar = create("progress", { max: 1, value: 0, ariaLabel: this.say("sending") });
    this.button = create("button", { type: "button", className: "btn" });
    this.button.dataset.size = "s";
    this.line = create("div", { className: "attached-file" }, this.name, this.bar, this.button);
    attaching.list.append(this.line);
    const heavy = file.size > this.words.heaviest * MEGABYTE;
    if (attaching.count() > this.words.most) this.failed(this.words.many);
    else if (heavy) this.failed(this.words.heavy);
    else this.send();
  }

  say(word) {
    return this.words[word].replace("{name}", this.file.name);
  }

  send() {
    const data = new FormData();
    data.append("files", this.file);
    this.bar.hidden = false;
    this.bar.value = 0;
    this.name.textContent = this.file.name;
    this.line.removeAttribute("data-failed");
    this.line.dataset.sending = "";
    const request = new XMLHttpRequest();
    this.offer(this.words.cancel, () => request.abort());
    request.upload.onprogress = (event) => event.lengthComputable && (this.bar.value = event.loaded / event.total);
    request.onload = () => this.answered(request);
    request.onerror = () => this.broken();
    request.onabort = () => this.line.remove();
    request.onloadend = () => this.attaching.settle(this.line);
    request.responseType = "json";
    request.open("POST", "/files");
    request.send(data);
    this.attaching.settle();
    announce(this.say("sending"));
  }

  answered(request) {
    const [kept] = request.response?.files ?? [];
    if (kept) return this.done(kept);
    this.failed(request.response?.error ?? this.words.failed, request.status >= 500 || request.status === 429);
  }

  // The line of a file that waits, as the server draws it (templates/part/file.html).
  done(kept) {
    const tick = create("input", { type: "checkbox", name: "file", value: kept.id, checked: true });
    const weight = create("small", { textContent: kept.weight });
    const label = create("label", { className: "check" }, tick, create("span", { textContent: kept.name }), weight);
    this.line.replaceChildren(label);
    if (kept.is_image) {
      const placeholder = this.words.altHint;
      const alt = create("input", { className: "input", name: "alt", maxLength: 300, placeholder, ariaLabel: this.say("alt") });
      this.line.append(create("input", { type: "hidden", name: "alt_of", value: kept.id }), alt);
    }
    announce(this.say("sent"));
  }

  // Nobody answers: again by hand, or by itself when the connection comes back.
  broken() {
    this.failed(navigator.onLine ? this.words.failed : this.words.offline, true);
    const again = () => this.line.isConnected && this.line.hasAttribute("data-failed") && this.send();
    if (!navigator.onLine) addEventListener("online", again, { once: true });
  }

  failed(why, again = false) {
    this.bar.hidden = true;
    this.line.dataset.failed = "";
    this.name.textContent = `${this.file.name} : ${why}`;
    this.offer(again ? this.words.retry : this.words.takeOut, () => (again ? this.send() : this.line.remove()));
    announce(this.name.textContent);
  }

  offer(words, act) {
    this.button.textContent = words;
    this.button.onclick = act;
  }
}

class Attaching {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.list = box.querySelector(".attached");
    this.field = box.querySelector("input[type=file]");
    this.field.addEventListener("change", () => {
      const files = [...this.field.files];
      // What goes up by itself is not sent a second time with the form.
      this.field.value = "";
      this.take(files);
    });
    this.form.addEventListener("paste", (event) => this.taken(event, event.clipboardData));
    this.form.addEventListener("drop", (event) => this.taken(event, event.dataTransfer));
    this.form.addEventListener("dragover", (event) => this.over(event, true));
    this.form.addEventListener("dragleave", (event) => this.over(event, this.form.contains(event.relatedTarget)));
  }

  taken(event, data) {
    this.box.removeAttribute("data-over");
    if (!data?.files.length) return;
    event.preventDefault();
    this.take([...data.files]);
  }

  over(event, is) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.box.toggleAttribute("data-over", is);
  }

  take(files) {
    for (const file of files) new Sending(this, file);
  }

  // How many hang, wait or are on their way.
  count() {
    const out = this.list.querySelectorAll("[data-failed], :has([name=unwanted]:checked), :has([name=file]:not(:checked))");
    return this.list.children.length - out.length;
  }

  // Nothing is published while a file is on its way: it would be left behind.
  settle(line) {
    line?.removeAttribute("data-sending");
    const waits = !!this.list.querySelector("[data-sending]");
    for (const button of this.form.querySelectorAll("button[data-kind=reach]")) button.disabled = waits;
  }
}

each("[data-attaching]", (box) => box.dataset.ready || ((box.dataset.ready = "true"), new Attaching(box)));

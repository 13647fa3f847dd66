// [data-attaching] in a form: files that are chosen, dropped or pasted go up at once, one by one, each with its progress,
// and can be cancelled or tried again. Without this script the field sends them with the form.

import { announce, each } from "./html.js";

const line = (name) => {
  const label = document.createElement("label");
  label.className = "check";
  const [text, bar, button] = ["span", "progress", "button"].map((tag) => document.createElement(tag));
  text.textContent = name;
  bar.max = 1;
  bar.value = 0;
  Object.assign(button, { type: "button", className: "btn" });
  button.dataset.size = "s";
  label.append(text, bar, button);
  return { label, text, bar, button };
};

class Attaching {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.field = box.querySelector("input[type=file]");
    this.under = 0;
    this.field.addEventListener("change", () => {
      const files = [...this.field.files];
      // What goes up by itself is not sent a second time with the form.
      this.field.value = "";
      this.take(files);
    });
    this.form.addEventListener("paste", (event) => this.pasted(event));
    this.form.addEventListener("dragover", (event) => this.over(event, true));
    this.form.addEventListener("dragleave", (event) => this.over(event, false));
    this.form.addEventListener("drop", (event) => this.dropped(event));
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.take(files);
  }

  over(event, is) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.box.toggleAttribute("data-over", is);
  }

  dropped(event) {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.box.removeAttribute("data-over");
    this.take([...event.dataTransfer.files]);
  }

  take(files) {
    for (const file of files) this.send(file, line(file.name));
  }

  send(file, shown) {
    const { label, bar, button } = shown;
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("files", file);
    this.field.labels[0].before(label);
    this.busy(1);
    bar.hidden = false;
    bar.value = 0;
    button.textContent = this.box.dataset.cancel;
    button.onclick = () => request.abort();
    request.upload.onprogress = (event) => event.lengthComputable && (bar.value = event.loaded / event.total);
    request.onload = () => this.answered(file, shown, request);
    request.onerror = () => this.failed(file, shown, this.box.dataset.failed, true);
    request.onabort = () => label.remove();
    request.onloadend = () => this.busy(-1);
    request.responseType = "json";
    request.open("POST", "/files");
    request.send(data);
  }

  answered(file, shown, request) {
    const [kept] = request.response?.files ?? [];
    if (!kept) return this.failed(file, shown, request.response?.error ?? this.box.dataset.failed, request.status >= 500);
    const tick = document.createElement("input");
    Object.assign(tick, { type: "checkbox", name: "file", value: kept.id, checked: true });
    const weight = document.createElement("small");
    weight.textContent = kept.weight;
    shown.text.textContent = kept.name;
    shown.bar.remove();
    shown.button.remove();
    shown.label.prepend(tick);
    shown.label.append(weight);
    announce(kept.name);
  }

  failed(file, shown, why, again) {
    shown.bar.hidden = true;
    shown.text.textContent = `${file.name} : ${why}`;
    announce(why);
    shown.button.textContent = again ? this.box.dataset.retry : this.box.dataset.cancel;
    shown.button.onclick = () => (again ? this.send(file, shown) : shown.label.remove());
  }

  // Nothing is published while a file is on its way: it would be left behind.
  busy(change) {
    this.under += change;
    for (const button of this.form.querySelectorAll("button[data-kind=reach]")) button.disabled = this.under > 0;
  }
}

each("[data-attaching]", (box) => box.dataset.ready || ((box.dataset.ready = "true"), new Attaching(box)));

// HTML from our own server, as nodes. The one place that turns text into markup, and so the one
// that a Trusted Types policy has to know.

const policy = globalThis.trustedTypes?.createPolicy("parvis", {
  createHTML: (html) => html,
  createScriptURL: (address) => address,
});

export function parse(html) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
}

// The address of a script of ours.
export function scriptAddress(address) {
  return policy ? policy.createScriptURL(address) : address;
}

// Calls `found` for every element that matches, now and whenever one comes in.
export function each(selector, found) {
  const look = (root) => {
    if (root.matches?.(selector)) found(root);
    root.querySelectorAll?.(selector).forEach(found);
  };
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(look);
  }).observe(document, { childList: true, subtree: true });
  look(document);
}

// The words of a form, as a browser would send them; what is no text (a chosen file) goes another way.
export function typed(form, submitter) {
  const fields = [...new FormData(form, submitter)];
  return new URLSearchParams(fields.filter(([, value]) => typeof value === "string"));
}

// Says a sentence to a screen reader.
export function announce(sentence) {
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.textContent = sentence;
}

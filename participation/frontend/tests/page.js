// A page small enough to reason about: elements with attributes, children, events and simple selectors.

class Tokens extends Set {
  toggle(name, wanted) {
    return wanted ? this.add(name) : this.delete(name);
  }
}

const camel = (name) => name.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase());

/** Say whether an element answers one simple selector: tag, [attr], [attr=value], [attr~=value], :checked. */
function answers(element, selector) {
  const [, tag, rest] = selector.match(/^([a-z]*)(.*)$/);
  if (tag && element.tag !== tag) return false;
  return [...rest.matchAll(/\[([\w-]+)(?:(~?)="([^"]*)")?\]|:(checked)/g)].every(([, name, some, value, checked]) => {
    if (checked) return element.checked === true;
    const held = element.getAttribute(name);
    if (held === null) return false;
    return value === undefined || (some ? held.split(" ").includes(value) : held === value);
  });
}

export class Part extends EventTarget {
  constructor(tag, attributes = {}, children = []) {
    super();
    Object.assign(this, { tag, attributes: new Map(), children: [], parent: null, dataset: {}, hidden: false });
    this.classList = new Tokens();
    this.textContent = "";
    for (const [name, value] of Object.entries(attributes)) this.setAttribute(name, value);
    this.append(...children);
  }

  setAttribute(name, value) {
    this.attributes.set(name, String(value));
    if (name.startsWith("data-")) this.dataset[camel(name.slice(5))] = String(value);
    else if (["value", "min", "max", "step", "href", "checked"].includes(name)) this[name] = value;
  }

  getAttribute = (name) => this.attributes.get(name) ?? null;
  hasAttribute = (name) => this.attributes.has(name);
  removeAttribute = (name) => this.attributes.delete(name);

  append(...children) {
    for (const child of children) {
      this.children = this.children.filter((other) => other !== child);
      child.parent = this;
      this.children.push(child);
    }
  }

  get all() {
    return this.children.flatMap((child) => [child, ...child.all]);
  }

  querySelectorAll(selectors) {
    const list = selectors.split(",").map((selector) => selector.trim());
    return this.all.filter((element) => list.some((selector) => answers(element, selector)));
  }

  querySelector = (selectors) => this.querySelectorAll(selectors)[0] ?? null;

  closest(selectors) {
    const list = selectors.split(",").map((selector) => selector.trim());
    for (let element = this; element; element = element.parent) {
      if (list.some((selector) => answers(element, selector))) return element;
    }
    return null;
  }

  focus() {
    Part.focused = this;
  }

  click() {
    const event = new Event("click", { cancelable: true });
    this.dispatchEvent(event);
    return event;
  }
}

export const part = (tag, attributes, ...children) => new Part(tag, attributes, children);

// Where closed envelopes wait on a device: IndexedDB, in the order of keys of chance, with no time and no name.

const BASE = "envelopes";
const STORE = "sealed";

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const written = (deed) =>
  new Promise((resolve, reject) => {
    deed.oncomplete = () => resolve();
    deed.onerror = deed.onabort = () => reject(deed.error);
  });

/** Envelopes `{key, address, survey, version, sealed}`; each call throws where the browser keeps nothing. */
export class Shelf {
  async open() {
    const request = indexedDB.open(BASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    const base = await done(request);
    base.onversionchange = () => base.close();
    return base;
  }

  async run(mode, deed) {
    const base = await this.open();
    try {
      const change = base.transaction(STORE, mode, { durability: "strict" });
      const end = written(change);
      const found = deed(change.objectStore(STORE));
      const [value] = await Promise.all([found && done(found), end]);
      return value;
    } finally {
      base.close();
    }
  }

  /** Resolves once the envelope is on the disk. */
  put(envelope) {
    return this.run("readwrite", (store) => store.put(envelope));
  }

  /** Up to `most` envelopes whose keys follow this one. */
  list(after, most) {
    return this.run("readonly", (store) => store.getAll(IDBKeyRange.lowerBound(after, true), most));
  }

  remove(keys) {
    return this.run("readwrite", (store) => keys.forEach((key) => store.delete(key)));
  }

  count() {
    return this.run("readonly", (store) => store.count());
  }
}

/** The same, in the memory of one page: for a browser that keeps nothing, while the page stays open. */
export class Lap {
  constructor(envelopes = new Map()) {
    this.envelopes = envelopes;
  }

  async put(envelope) {
    this.envelopes.set(envelope.key, envelope);
  }

  async list(after, most) {
    const keys = [...this.envelopes.keys()].filter((key) => key > after).sort();
    return keys.slice(0, most).map((key) => this.envelopes.get(key));
  }

  async remove(keys) {
    for (const key of keys) this.envelopes.delete(key);
  }

  async count() {
    return this.envelopes.size;
  }
}

// What the pages of a vote say to the server and hear from it: JSON both ways, one refusal for each trouble.

const PATIENCE = 20_000;

/** A server that says no, or says nothing. `code`: its own word, or "offline" or "stale". */
export class Refusal extends Error {
  constructor(code, sentence = "") {
    super(code);
    Object.assign(this, { code, sentence });
  }
}

export class Urn {
  /** @param {{address: string, token: string, invitation?: string}} place token: that of forms */
  constructor({ address, token, invitation = "" }) {
    this.address = address;
    this.headers = { "X-CSRFToken": token, Accept: "application/json" };
    this.isInvited = Boolean(invitation);
    if (invitation) this.headers["Vote-Invitation"] = invitation;
  }

  /** @param {string} path @param {any} [body] an object, or the exact text to send @returns {Promise<any>} */
  async ask(path, body) {
    return (await this.reach(path, body)).json();
  }

  /** @param {string} path @returns {Promise<Uint8Array>} */
  async fetch(path) {
    return new Uint8Array(await (await this.reach(path)).arrayBuffer());
  }

  async reach(path, body) {
    const control = new AbortController();
    const bell = setTimeout(() => control.abort(), PATIENCE);
    const sent = body === undefined ? {} : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) };
    const headers = { ...this.headers, ...(sent.body && { "Content-Type": "application/json" }) };
    let answer;
    try {
      answer = await fetch(`${this.address}/${path}`, { ...sent, headers, cache: "no-store", redirect: "error", signal: control.signal });
    } catch {
      throw new Refusal("offline");
    } finally {
      clearTimeout(bell);
    }
    if (answer.ok) return answer;
    if (answer.status >= 500) throw new Refusal("offline");
    const said = await answer.json().catch(() => ({}));
    throw new Refusal((said.error ?? "stale").replaceAll("-", "_"), said.sentence);
  }
}

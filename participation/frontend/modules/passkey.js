// Passkeys: the browser asks its owner, signs the challenge of data-options, and the form is sent.
// Without passkeys in this browser the block stays hidden; the other proof stands beside it.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

/** Write bytes in base64url, as WebAuthn's JSON wants them. */
export const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const keys = (list = []) => list.map((key) => ({ ...key, id: bytes(key.id) }));

/** Give the answer of an authenticator as JSON, every buffer in base64url. */
export const answer = ({ id, rawId, type, response }) =>
  JSON.stringify({
    id,
    type,
    rawId: text(rawId),
    response: Object.fromEntries(
      ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
        .filter((name) => response[name])
        .map((name) => [name, text(response[name])]),
    ),
  });

const ask = (options) => {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (!options.user) {
    return navigator.credentials.get({ publicKey: { ...publicKey, allowCredentials: keys(options.allowCredentials) } });
  }
  const user = { ...options.user, id: bytes(options.user.id) };
  return navigator.credentials.create({
    publicKey: { ...publicKey, user, excludeCredentials: keys(options.excludeCredentials) },
  });
};

export default function passkey(block) {
  if (!window.PublicKeyCredential) return;
  const form = block.querySelector("form");
  const message = block.querySelector("[data-message]");
  block.hidden = false;
  form.addEventListener(
    "submit",
    async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      try {
        form.elements.credential.value = answer(await ask(JSON.parse(block.dataset.options)));
        form.requestSubmit();
      } catch {
        message.textContent = message.dataset.refused;
      }
    },
    true,
  );
}

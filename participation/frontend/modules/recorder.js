// Answer with the voice: up to data-limit seconds, listened to before it is sent, in the form's own file field.
// Texts: data-record, data-stop, data-refused. Without a microphone or this file: a plain file field.
// `box.finish()` ends what is being recorded and waits for it; `box.forget()` erases it, as a reset of the form does.

/** Choose the first kind of sound this browser can record. */
export function kind(recorder = globalThis.MediaRecorder) {
  const kinds = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
  return kinds.find((type) => recorder?.isTypeSupported?.(type)) ?? "";
}

/** Write seconds as minutes and seconds, for the eye. */
export const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const ending = (type) => (type.includes("mp4") ? "m4a" : type.includes("ogg") ? "ogg" : "webm");

export default function recorder(box) {
  if (!navigator.mediaDevices || !globalThis.MediaRecorder) return;
  const part = (name) => box.querySelector(`[data-${name}]`);
  const [start, erase, time, player, input, message] =
    ["start", "erase", "time", "player", "input", "message"].map(part);
  const word = start.querySelector("[data-word]");
  const limit = Number(box.dataset.limit) || 60;
  let running = null;
  let isWanted = true;

  const keep = (chunks, type) => {
    const held = new DataTransfer();
    held.items.add(new File(chunks, `voice.${ending(type)}`, { type }));
    input.files = held.files;
    player.src = URL.createObjectURL(held.files[0]);
    player.hidden = erase.hidden = false;
  };
  const stop = () => running?.state === "recording" && running.stop();
  const begin = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    if (!isWanted) return stream.getTracks().forEach((track) => track.stop());
    const type = kind();
    const chunks = [];
    const began = Date.now();
    running = new MediaRecorder(stream, { mimeType: type || undefined, audioBitsPerSecond: 24_000 });
    const tick = setInterval(() => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      time.textContent = `${clock(seconds)} / ${clock(limit)}`;
      document.dispatchEvent(new Event("activity"));
      if (seconds >= limit) stop();
    }, 250);
    running.ondataavailable = ({ data }) => chunks.push(data);
    running.onstop = () => {
      clearInterval(tick);
      for (const track of stream.getTracks()) track.stop();
      word.textContent = box.dataset.record;
      start.setAttribute("aria-pressed", "false");
      if (isWanted) keep(chunks, running.mimeType);
    };
    running.start();
    word.textContent = box.dataset.stop;
    start.setAttribute("aria-pressed", "true");
  };

  start.hidden = time.hidden = false;
  part("fallback").hidden = true;
  start.addEventListener("click", () => {
    if (running?.state === "recording") return stop();
    message.textContent = "";
    isWanted = true;
    begin().catch(() => {
      message.textContent = box.dataset.refused;
      part("fallback").hidden = false;
    });
  });
  const forget = () => {
    input.value = "";
    URL.revokeObjectURL(player.src);
    player.removeAttribute("src");
    player.hidden = erase.hidden = true;
    time.textContent = clock(0);
  };
  erase.addEventListener("click", () => {
    forget();
    start.focus();
  });
  box.finish = async () => {
    if (running?.state !== "recording") return;
    const end = new Promise((resolve) => running.addEventListener("stop", resolve, { once: true }));
    stop();
    await end;
  };
  box.forget = () => {
    isWanted = false;
    stop();
    forget();
  };
  box.closest("form")?.addEventListener("reset", box.forget);
  box.closest("form")?.addEventListener("submit", (event) => {
    if (running?.state !== "recording") return;
    event.preventDefault();
    running.addEventListener("stop", () => event.target.requestSubmit(), { once: true });
    stop();
  });
}

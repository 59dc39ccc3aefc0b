// Open with a card: a USB scanner types its code very fast and ends with Enter; the camera looks for
// a QR through the worker of data-decoder. The code goes into the form's field and the form leaves.
// Texts: data-looking, data-refused.

/** Gather fast keys: give the code when Enter follows at least `least` keys typed within `gap` ms each. */
export function typed({ least = 8, gap = 120 } = {}) {
  let code = "";
  let last = 0;
  return (key, now) => {
    if (key === "Enter") {
      const whole = code.length >= least && now - last <= gap ? code : null;
      code = "";
      return whole;
    }
    if (key.length !== 1) return null;
    code = now - last <= gap ? code + key : key;
    last = now;
    return null;
  };
}

/** A scanned text may be an address that carries the code after its last #: keep the code. */
export const codeOf = (text) => text.trim().split("#").at(-1);

const look = (video, worker, found) => {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  let busy = false;
  worker.onmessage = ({ data }) => {
    busy = false;
    if (data) found(data);
  };
  return setInterval(() => {
    if (busy || !video.videoWidth) return;
    const scale = Math.min(1, 640 / video.videoWidth);
    canvas.width = video.videoWidth * scale;
    canvas.height = video.videoHeight * scale;
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
    busy = true;
    worker.postMessage({ data, width, height }, [data.buffer]);
  }, 150);
};

export default function scanner(form) {
  const input = form.querySelector("[data-code]");
  const open = form.querySelector("[data-camera]");
  const video = form.querySelector("video");
  const message = form.querySelector("[data-message]");
  let sent = false;
  let end = () => undefined;
  const found = (text) => {
    if (sent) return;
    sent = true;
    end();
    const typedHere = input === document.activeElement && input.value.endsWith(text);
    input.value = codeOf(typedHere ? input.value : text);
    form.requestSubmit();
  };

  form.addEventListener("reset", () => {
    sent = false; // a page that reads one card after the other
    form.querySelector("details")?.removeAttribute("open");
  });
  const gather = typed();
  document.addEventListener(
    "keydown",
    (event) => {
      const code = gather(event.key, event.timeStamp);
      if (!code) return;
      event.preventDefault();
      found(code);
    },
    true,
  );
  if (!open || !navigator.mediaDevices) return;
  open.hidden = false;
  open.addEventListener("click", async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: 1280 } });
      const worker = new Worker(form.dataset.decoder, { type: "module" });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      message.textContent = form.dataset.looking;
      const timer = look(video, worker, found);
      end = () => {
        clearInterval(timer);
        worker.terminate();
        for (const track of stream.getTracks()) track.stop();
        video.hidden = true;
      };
      addEventListener("pagehide", end);
    } catch {
      message.textContent = form.dataset.refused;
    }
  });
}

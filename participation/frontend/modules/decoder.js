// Worker: pixels in, the text of a QR code or null out. Debian's Chromium has no BarcodeDetector.
import jsQR from "jsqr";

onmessage = ({ data: { data, width, height } }) => {
  const code = jsQR(data, width, height, { inversionAttempts: "dontInvert" });
  postMessage(code?.data || null);
};

// A page that others change, as in a meeting: it is looked at again while somebody sees it, and loaded anew when
// its mark has changed. Without this file the link does the same by hand. It stops after three hours.
const EVERY = 10_000;
const MOST = 1_080;

export const isBusy = (page) => Boolean(page.hidden || page.querySelector("dialog[open], details[open]"));

export default function fresh(link) {
  let looks = 0;
  const timer = setInterval(async () => {
    looks += 1;
    if (looks > MOST) return clearInterval(timer);
    if (isBusy(document)) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const mark = page.querySelector("[data-mark]")?.dataset.mark;
    if (mark && mark !== link.dataset.mark && !isBusy(document)) location.reload();
  }, EVERY);
}

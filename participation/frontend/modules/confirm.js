// A second touch for what cannot be undone: "no" and Escape close the question again.
export default function confirm(details) {
  const summary = details.querySelector("summary");
  const close = () => {
    details.open = false;
    summary.focus();
  };
  const no = details.querySelector("[data-close]");
  no.hidden = false;
  no.addEventListener("click", close);
  details.addEventListener("keydown", (event) => event.key === "Escape" && close());
}

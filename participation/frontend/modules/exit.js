// Leave this page at once, without a trace in the history: a touch, or the Shift key three times.

/** Make a counter that says true at the third Shift within two seconds. */
export function thrice(limit = 2000) {
  let times = [];
  return (now) => {
    times = [...times.filter((time) => now - time < limit), now];
    return times.length >= 3;
  };
}

export default function exit(link) {
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = "…";
    location.replace(link.href);
  };
  const third = thrice();
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift" && !event.repeat && third(event.timeStamp)) leave();
  });
}

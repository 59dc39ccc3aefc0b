// A link of a message carries its code after the #, which no browser sends and no server logs: put it
// into the form's first field, out of the address and of the history. The person still touches “enter”.
export default function fragment(form) {
  const code = decodeURIComponent(location.hash.slice(1));
  if (!/^[0-9a-z-]{8,60}$/.test(code)) return;
  form.querySelector("[name=code]").value = code;
  history.replaceState(history.state, "", location.pathname + location.search);
}

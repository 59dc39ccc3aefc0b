// A second touch for what cannot be undone: the button opens its dialog (data-dialog: its id).
export default function confirm(button) {
  const dialog = document.getElementById(button.dataset.dialog);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  for (const close of dialog.querySelectorAll("[data-close]")) {
    close.addEventListener("click", () => {
      dialog.close();
      button.focus();
    });
  }
}

/* Shows a chosen picture before it is sent, and says at once when it is too heavy to be taken. */

const megabytes = (bytes) => (bytes / 1024 / 1024).toFixed(1);

for (const input of document.querySelectorAll("[data-picture-file]")) {
  const picture = document.querySelector(".focal__picture");
  const notice = input.form.querySelector("[data-picture-notice]");
  let address = "";

  const say = (words) => {
    notice.textContent = words;
    notice.hidden = !words;
  };

  input.addEventListener("change", () => {
    URL.revokeObjectURL(address);
    const file = input.files[0];
    const most = Number(input.dataset.mostBytes);
    picture.closest(".focal__work").hidden = true;
    if (!file) return say("");
    if (file.size > most) {
      return say(notice.dataset.heavy.replace("{size}", megabytes(file.size)).replace("{limit}", megabytes(most)));
    }
    say("");
    address = URL.createObjectURL(file);
    picture.src = address;
  });
  picture.addEventListener("error", () => say(notice.dataset.unreadable));
}

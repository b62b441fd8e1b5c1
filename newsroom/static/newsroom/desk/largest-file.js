// A file that is larger than can be sent is refused before it is sent, with what to do instead.
for (const input of document.querySelectorAll("input[type=file][data-most]"))
  input.addEventListener("change", () => {
    const isTooLarge = [...input.files].some(({ size }) => size > Number(input.dataset.most));
    input.setCustomValidity(isTooLarge ? input.dataset.tooLarge : "");
    input.reportValidity();
  });

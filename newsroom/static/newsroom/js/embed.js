// Shows the player or the post of another site in its card, once a reader asks for it. Without a script it is a link.
for (const button of document.querySelectorAll("[data-frame]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = button.dataset.frame;
    frame.title = button.dataset.name;
    frame.allow = "fullscreen";
    frame.referrerPolicy = "strict-origin-when-cross-origin"; // some play for no page that they do not know
    // It may run and open its own pages, and never lead this one away.
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";
    frame.className = "embed__frame";
    frame.tabIndex = 0;
    button.replaceWith(frame);
    frame.focus();
  });
}

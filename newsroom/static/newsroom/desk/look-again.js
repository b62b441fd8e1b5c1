// A page about work that goes on looks again by itself, as long as it says so and is in front.
const link = document.querySelector("[data-look-again]");

if (link) {
  setInterval(() => {
    if (document.visibilityState === "visible") {
      location.reload();
    }
  }, 4000);
}

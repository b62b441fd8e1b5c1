// Signed in again in a window of its own: the forms that wait are told, with the token of the new session.
const { token } = document.querySelector("[data-token]").dataset;
new BroadcastChannel("desk").postMessage(token);

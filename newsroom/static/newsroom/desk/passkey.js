// Passkeys: asks the device to make or to use one, and sends its answer with the form.
const form = document.querySelector("form[data-passkey]");
const part = form.querySelector("[data-passkey-part]");
const said = form.querySelector("[data-passkey-said]");
const options = JSON.parse(form.dataset.passkey);

async function ask() {
  if ("passkeyIsNew" in form.dataset) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function send() {
  said.textContent = "";
  try {
    form.querySelector("[name$=passkey]").value = JSON.stringify(await ask());
  } catch {
    said.textContent = said.dataset.failed;
    return;
  }
  form.noValidate = true;
  form.requestSubmit();
}

if (window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  part.hidden = false;
  part.querySelector("[data-passkey-button]").addEventListener("click", send);
}

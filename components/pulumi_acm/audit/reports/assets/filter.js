// What the form asks for. It is in the address, too, so that a view can be sent to somebody.
const form = document.getElementById("filter");

function asked() {
  const fields = Object.fromEntries(new FormData(form));
  return { ...fields, words: fields.text.toLowerCase().split(/\s+/).filter(Boolean) };
}

function certificateFits(certificate, ask) {
  return (!ask.outlook || certificate.outlook === ask.outlook)
    && (!ask.within || (certificate.breaks !== null && certificate.breaks - TODAY <= Number(ask.within)));
}

function placeFits(thing, ask) {
  return (!ask.account || thing.account === ask.account) && (!ask.region || thing.region === ask.region);
}

function textFits(thing, ask) {
  return ask.words.every((word) => thing.text.includes(word));
}

function chosen(ask) {
  const ofCertificate = ask.outlook || ask.within;
  const kinds = findings.filter((each) =>
    (!ask.severity || each.severity >= Number(ask.severity)) && (!ask.code || each.code === ask.code));
  const found = kinds.filter((each) => placeFits(each, ask) && textFits(each, ask)
    && (!ofCertificate || each.on.some((certificate) => certificateFits(certificate, ask))));
  // With a severity or a code, the certificates that have such a finding.
  const within = ask.severity || ask.code ? new Set(kinds.flatMap((each) => each.on)) : null;
  const told = ask.words.length ? new Set(found.flatMap((each) => each.on)) : null;
  const left = certificates.filter((each) => placeFits(each, ask) && certificateFits(each, ask)
    && (!within || within.has(each)) && (textFits(each, ask) || (told && told.has(each))));
  return { found, left };
}

function fromAddress() {
  const fields = new URLSearchParams(location.hash.slice(1));
  for (const control of form.elements) {
    if (!control.name) continue;
    control.value = fields.get(control.name) || "";
    if (control.tagName === "SELECT" && control.selectedIndex < 0) control.value = "";
  }
}

function toAddress() {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  // A page that is shown inside another one, as a build server does, has no address of its own.
  if (location.protocol === "about:") return;
  const hash = new URLSearchParams(fields).toString();
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

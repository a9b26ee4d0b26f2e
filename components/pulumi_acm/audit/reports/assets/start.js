const lists = {
  findings: new Pages("findings", 25, findingRow),
  certificates: new Pages("certificates", 50, certificateRow),
};

function apply() {
  const { found, left } = chosen(asked());
  document.getElementById("count").textContent =
    `${number(found.length)} of ${many(findings.length, "finding")}, `
    + `${number(left.length)} of ${many(certificates.length, "certificate")}`;
  lists.findings.show(found);
  drawTimeline(left);
  drawMap(left);
  lists.certificates.show(left);
}

let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { toAddress(); apply(); }, 80);
});
form.addEventListener("submit", (event) => event.preventDefault());
// The controls are empty only after the event.
form.addEventListener("reset", () => setTimeout(() => { toAddress(); apply(); }));
window.addEventListener("hashchange", () => { fromAddress(); apply(); });
document.querySelector(".skip").addEventListener("click", (event) => {
  // The address is the filter's.
  event.preventDefault();
  lists.findings.heading.focus();
});
for (const hidden of document.querySelectorAll("body > [hidden]")) hidden.hidden = false;
fromAddress();
apply();

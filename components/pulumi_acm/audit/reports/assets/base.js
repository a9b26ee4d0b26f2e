"use strict";
// Everything is built from text nodes: no value is ever parsed as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const SEVERITIES = ["low", "medium", "high", "critical"];
const OUTLOOKS = ["will-not-renew", "needs-person", "unknown", "renews"];
const TODAY = day(data.today);

function day(text) {
  return text ? Math.round(Date.parse(text) / 864e5) : null;
}

function isoDay(number) {
  return new Date(number * 864e5).toISOString().slice(0, 10);
}

function number(value) {
  return value.toLocaleString("en");
}

function many(value, what) {
  return `${number(value)} ${what}${value === 1 ? "" : "s"}`;
}

// As in el("p.dim", "text", another).
function el(kind, ...children) {
  const [tag, ...classes] = kind.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  node.append(...children.filter((child) => child !== "" && child != null));
  return node;
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const certificates = data.certificates.map((each) => {
  const certificate = { names: [], at: [], to: [], told: "", ...each };
  certificate.starts = day(each.starts);
  certificate.breaks = day(each.breaks);
  certificate.worst = -1;
  certificate.text = [
    ...certificate.names, each.arn, each.account, each.region, each.status, each.type, each.key,
    certificate.told, each.stack, ...certificate.to, ...certificate.at.map((at) => `${at[0]} ${at[1]}`),
  ].join("\n").toLowerCase();
  return certificate;
});

const findings = data.findings.map((each) => {
  const on = (each.on || []).map((index) => certificates[index]);
  for (const certificate of on) certificate.worst = Math.max(certificate.worst, each.severity);
  const text = [each.code, each.subject, each.resource, each.account, each.region, each.reason, each.todo,
    ...on.flatMap((certificate) => certificate.names)].join("\n").toLowerCase();
  return { ...each, on, text };
});

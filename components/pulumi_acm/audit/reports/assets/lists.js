// Lists that are too long for a page are shown a page at a time.
class Pages {
  constructor(id, size, row) {
    const section = document.getElementById(id);
    this.heading = section.querySelector("h2");
    this.title = this.heading.textContent;
    this.rows = section.querySelector(".rows");
    this.nav = section.querySelector("nav");
    this.size = size;
    this.row = row;
    this.back = this.button("Previous", -1);
    this.on = this.button("Next", 1);
    this.where = el("span.dim");
    this.nav.append(this.back, this.where, this.on);
  }

  button(text, step) {
    const button = el("button", text);
    button.type = "button";
    button.addEventListener("click", () => {
      this.page += step;
      this.draw();
      this.heading.focus({ preventScroll: true });
      this.heading.scrollIntoView();
    });
    return button;
  }

  show(items) {
    this.items = items;
    this.page = 0;
    this.draw();
  }

  draw() {
    const first = this.page * this.size;
    const shown = this.items.slice(first, first + this.size);
    this.heading.replaceChildren(this.title, " ", el("span.dim", `(${number(this.items.length)})`));
    this.rows.replaceChildren(...shown.map(this.row));
    this.nav.hidden = this.items.length <= this.size;
    this.back.disabled = this.page === 0;
    this.on.disabled = first + this.size >= this.items.length;
    this.where.textContent =
      `${number(first + 1)} to ${number(first + shown.length)} of ${number(this.items.length)}`;
  }
}

function findingRow(finding) {
  const severity = SEVERITIES[finding.severity];
  const row = el(`li.finding.${severity}`,
    el("p", el(`span.tag.${severity}`, severity), " ", el("strong", finding.subject || ""), " ",
      el("code", finding.code || ""), " ",
      el("span.dim", `${finding.account || ""} ${finding.region || ""}`)),
    el("p", finding.reason || ""),
    el("p", el("span.dim", "To do: "), finding.todo || ""));
  if (finding.resource !== finding.subject) row.append(el("p.dim.arn", finding.resource || ""));
  return row;
}

function namesOf(certificate) {
  const [first, ...others] = certificate.names;
  const cell = el("td", el("strong", first));
  const list = others.length > 3 ? el("details", el("summary", `${number(others.length)} more names`)) : cell;
  for (const name of others) list.append(el("div", name));
  if (certificate.more) list.append(el("div.dim", "and more, which were not read"));
  if (list !== cell) cell.append(list);
  return cell;
}

function certificateRow(certificate) {
  const facts = [certificate.status, certificate.type, certificate.key, certificate.unused ? "not in use" : "",
    certificate.stack];
  return el("tr", namesOf(certificate),
    el("td.facts", el("div", certificate.account || ""), el("div", certificate.region || "")),
    el("td.facts", ...facts.filter(Boolean).map((fact) => el("div", fact))),
    el("td", el(`span.mark.${certificate.outlook}`, certificate.told || "no forecast"),
      ...certificate.to.map((address) => el("div.dim", address))),
    el("td.days", el("div", certificate.starts === null ? "" : `from ${isoDay(certificate.starts)}`),
      el("div", certificate.breaks === null ? "" : `to ${isoDay(certificate.breaks)}`)),
    el("td", ...certificate.at.map((at) => el("div", `${at[0]} ${at[1]}${at[2] ? "" : " (SNI)"}`))));
}

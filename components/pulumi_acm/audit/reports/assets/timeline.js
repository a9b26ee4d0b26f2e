// When what expires, and when what begins to renew: by week, and for each certificate.
const FAR = 400; // days: a certificate of ACM's lives for 198, an import for 398 at most
const WEEK = 7;
const HALF = 60; // the height of what stands above the line, and of what hangs below it
let reach = WEEK;

function share(when) {
  return Math.min(Math.max((when - TODAY) / reach, 0), 1) * 100;
}

function drawWeeks(shown) {
  const weeks = Math.ceil(reach / WEEK);
  const bars = Array.from({ length: weeks }, () => ({ breaks: {}, starts: {} }));
  let past = 0;
  let later = 0;
  let never = 0;
  for (const each of shown) {
    for (const what of ["breaks", "starts"]) {
      const when = each[what];
      if (what === "breaks") {
        if (when === null) never += 1;
        else if (when < TODAY) past += 1;
        else if (when >= TODAY + weeks * WEEK) later += 1;
      }
      const bar = when === null || when < TODAY ? null : bars[Math.floor((when - TODAY) / WEEK)];
      if (bar) bar[what][each.outlook] = (bar[what][each.outlook] || 0) + 1;
    }
  }
  const total = (counts) => Object.values(counts).reduce((sum, each) => sum + each, 0);
  const most = Math.max(1, ...bars.flatMap((bar) => [total(bar.breaks), total(bar.starts)]));
  const picture = svg("svg", {
    viewBox: `0 0 ${weeks * 10} ${2 * HALF + 2}`, preserveAspectRatio: "none", role: "img",
    "aria-label": bars.map((bar, week) => [total(bar.breaks), total(bar.starts), week])
      .filter(([breaks, starts]) => breaks || starts)
      .map(([breaks, starts, week]) =>
        `week of ${isoDay(TODAY + week * WEEK)}: ${breaks} expire, ${starts} begin to renew`)
      .join("; ") || "nothing",
  });
  bars.forEach((bar, week) => {
    const title = `week of ${isoDay(TODAY + week * WEEK)}: ${number(total(bar.breaks))} expire, `
      + `${number(total(bar.starts))} begin to renew`;
    const group = svg("g", {}, svg("title", {}, title),
      svg("rect", { class: "hit", x: week * 10, y: 0, width: 10, height: 2 * HALF + 2 }));
    let up = HALF;
    let down = HALF + 2;
    for (const outlook of OUTLOOKS) {
      const above = (bar.breaks[outlook] || 0) / most * HALF;
      const below = (bar.starts[outlook] || 0) / most * HALF;
      up -= above;
      if (above) group.append(svg("rect", { class: outlook, x: week * 10 + 1, y: up, width: 8, height: above }));
      if (below) group.append(svg("rect", { class: outlook, x: week * 10 + 1, y: down, width: 8, height: below }));
      down += below;
    }
    picture.append(group);
  });
  picture.append(svg("rect", { class: "line", x: 0, y: HALF, width: weeks * 10, height: 2 }));
  document.querySelector("#timeline .plot").replaceChildren(picture);
  const beyond = [[past, "expired before"], [later, "later"], [never, "without a date"]];
  document.querySelector("#timeline .beyond").replaceChildren(el("div", `up to ${number(most)} a week`),
    ...beyond.filter(([count]) => count).map(([count, what]) => el("div", `${number(count)} ${what}`)));
}

function drawMonths() {
  const labels = [];
  const month = new Date(TODAY * 864e5);
  month.setUTCDate(1);
  for (;;) {
    month.setUTCMonth(month.getUTCMonth() + 1);
    const when = month.getTime() / 864e5;
    if (when > TODAY + reach * 0.95) break;
    const label = el("span", isoDay(when).slice(0, 7));
    label.style.left = `${share(when)}%`;
    labels.push(label);
  }
  // As many as there is room for.
  const every = Math.ceil(labels.length / 8);
  document.querySelector("#timeline .months").replaceChildren(
    ...labels.filter((_, index) => index % every === 0));
}

function laneRow(certificate) {
  const bar = el(`i.${certificate.outlook}`);
  const from = certificate.starts === null ? certificate.breaks : certificate.starts;
  bar.style.left = `${share(from)}%`;
  bar.style.width = `${Math.max(share(certificate.breaks) - share(from), 0.6)}%`;
  const days = certificate.breaks - TODAY;
  const words = days < 0 ? `expired ${isoDay(certificate.breaks)}` : `${isoDay(certificate.breaks)}, in ${many(days, "day")}`;
  const row = el("li.lane", el("span", el("strong", certificate.names[0]), " ", el("span.dim", certificate.region || "")),
    el("div.track", bar), el("span.dim", words));
  row.title = certificate.told;
  return row;
}

const lanes = new Pages("timeline", 20, laneRow);

function drawTimeline(shown) {
  const dated = shown.filter((each) => each.breaks !== null)
    .sort((a, b) => (a.outlook === "renews") - (b.outlook === "renews") || a.breaks - b.breaks);
  const last = dated.reduce((most, each) => Math.max(most, each.breaks - TODAY), 0);
  reach = Math.min(Math.max(last + WEEK, 8 * WEEK), FAR);
  drawWeeks(shown);
  drawMonths();
  lanes.show(dated);
}

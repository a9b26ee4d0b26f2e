// Names -> certificates -> services, of the worst of what the filter leaves.
const MAP = { certificates: 12, boxes: 24, width: 285, gap: 60, height: 26, step: 34, top: 28, letters: 37 };

function shorten(text, letters) {
  // The end of a name tells it apart from its neighbours as well as its beginning.
  const half = Math.floor(letters / 2);
  return text.length > letters ? `${text.slice(0, half)}…${text.slice(-half)}` : text;
}

function column(keys, place, wanted) {
  // Beside what it is linked to, if there is room; what has no room is one box that counts it.
  const distinct = [...new Set(keys)];
  const shown = distinct.length > MAP.boxes ? distinct.slice(0, MAP.boxes - 1) : distinct;
  const x = place * (MAP.width + MAP.gap);
  const boxes = new Map();
  let next = MAP.top;
  for (const key of shown) {
    const y = Math.max(next, wanted ? wanted(key) : 0);
    boxes.set(key, { x, y });
    next = y + MAP.step;
  }
  const rest = distinct.slice(shown.length);
  const more = { x, y: next };
  for (const key of rest) boxes.set(key, more);
  return { boxes, shown, rest: rest.length, more, bottom: next + (rest.length ? MAP.step : 0) };
}

function middle(places) {
  return places.length ? places.reduce((sum, place) => sum + place.y, 0) / places.length : 0;
}

function box(place, text, kind, title, end = "") {
  return svg("g", {}, svg("title", {}, title || text),
    svg("rect", { class: kind, x: place.x, y: place.y, width: MAP.width, height: MAP.height, rx: 4 }),
    svg("text", { x: place.x + 8, y: place.y + 17 },
      shorten(text, MAP.letters - end.length) + end));
}

function link(from, to, kind) {
  const [start, end] = [from.x + MAP.width, to.x];
  const bend = (start + end) / 2;
  const [left, right] = [from.y + MAP.height / 2, to.y + MAP.height / 2];
  return svg("path", { class: kind, d: `M${start},${left} C${bend},${left} ${bend},${right} ${end},${right}` });
}

function drawMap(shown) {
  const worst = [...shown].sort((a, b) => b.worst - a.worst
    || OUTLOOKS.indexOf(a.outlook) - OUTLOOKS.indexOf(b.outlook)
    || (a.breaks ?? Infinity) - (b.breaks ?? Infinity)).slice(0, MAP.certificates);
  const serviceKey = (at) => `${at[0]} ${at[1]}`;
  const names = column(worst.flatMap((each) => each.names), 0);
  const issued = column(worst, 1, (each) => middle(each.names.map((name) => names.boxes.get(name))));
  const users = new Map();
  for (const each of worst) {
    for (const at of each.at) {
      users.set(serviceKey(at), [...(users.get(serviceKey(at)) || []), issued.boxes.get(each)]);
    }
  }
  const services = column([...users.keys()], 2, (key) => middle(users.get(key)));
  const bottom = Math.max(names.bottom, issued.bottom, services.bottom);
  const width = 3 * MAP.width + 2 * MAP.gap;
  const picture = svg("svg", {
    viewBox: `-1 0 ${width + 2} ${bottom}`, role: "img",
    "aria-label": worst.map((each) => `${each.names.join(", ")}: ${each.at.map(serviceKey).join(", ") || "nothing"}`).join("; "),
  });
  ["names", "certificates", "services"].forEach((head, place) =>
    picture.append(svg("text", { class: "head", x: place * (MAP.width + MAP.gap), y: 16 }, head)));
  const links = new Map();
  for (const each of worst) {
    const at = issued.boxes.get(each);
    for (const name of each.names) links.set(`${names.boxes.get(name).y} ${at.y}`, link(names.boxes.get(name), at, each.outlook));
    for (const use of each.at) {
      const place = services.boxes.get(serviceKey(use));
      links.set(`${at.y} - ${place.y}`, link(at, place, `${each.outlook}${use[2] ? "" : " sni"}`));
    }
  }
  picture.append(...links.values());
  for (const name of names.shown) picture.append(box(names.boxes.get(name), name, "plain"));
  for (const each of issued.shown) {
    const where = ` ${each.region || ""}`;
    const title = `${each.names[0]}${where}: ${each.told}`;
    picture.append(box(issued.boxes.get(each), each.names[0], each.outlook, title, where));
  }
  for (const key of services.shown) picture.append(box(services.boxes.get(key), key, "plain"));
  for (const each of [names, services]) {
    if (each.rest) picture.append(box(each.more, `${number(each.rest)} more`, "plain"));
  }
  document.querySelector("#map .wide").replaceChildren(worst.length ? picture : el("p", "Nothing."));
  document.querySelector("#map .bound").textContent = shown.length > worst.length
    ? `The worst ${worst.length} of ${many(shown.length, "certificate")}; filter to see others.` : "";
}

import { createTracker, type Tracker } from "../src/tracker";

// A page as others write them: of the tracker it knows only createTracker, and what it logs itself.
const find = <E extends Element>(selector: string) => document.querySelector(selector) as E;
const say = (words: string) => {
  find("#said").textContent = words;
};

const user = find<HTMLInputElement>("#user");
const tracked = find<HTMLInputElement>("#tracked");
user.value = sessionStorage.getItem("demo-user") ?? "ann";

// Where the server wants a key, the address of this page gives it: ?key=…
const key = new URLSearchParams(location.search).get("key") ?? "";
const track = (): Tracker => createTracker({ url: location.origin, key, user: user.value, package: "Chem", client: "demo" });
let tracker = track();
user.addEventListener("change", () => {
  sessionStorage.setItem("demo-user", user.value);
  tracker.stop();
  tracker = track();
  say(`From now on you are ${user.value || "nobody"}.`);
});
tracked.addEventListener("change", () => {
  if (tracked.checked) tracker.optIn();
  else tracker.optOut();
});

const compounds = [
  ["Aspirin", "CC(=O)OC1=CC=CC=C1C(=O)O", 180.16, 1.19],
  ["Caffeine", "CN1C=NC2=C1C(=O)N(C(=O)N2C)C", 194.19, -0.07],
  ["Ibuprofen", "CC(C)CC1=CC=C(C=C1)C(C)C(=O)O", 206.28, 3.97],
  ["Paracetamol", "CC(=O)NC1=CC=C(C=C1)O", 151.16, 0.46],
  ["Glucose", "OCC1OC(O)C(O)C(O)C1O", 180.16, -3.24],
  ["Nicotine", "CN1CCCC1C2=CN=CC=C2", 162.23, 1.17],
] as const;

const body = find<HTMLTableSectionElement>("#grid tbody");
for (const compound of compounds) {
  const row = body.insertRow();
  row.setAttribute("aria-selected", "false");
  row.tabIndex = 0;
  for (const value of compound) {
    const cell = row.insertCell();
    cell.textContent = `${value}`;
    if (typeof value === "number") cell.className = "number";
  }
  const pick = () => row.setAttribute("aria-selected", `${row.getAttribute("aria-selected") === "false"}`);
  row.addEventListener("click", pick);
  row.addEventListener("keydown", ({ key }) => key === "Enter" && pick());
}
const rows = (selected: boolean) => {
  for (const row of body.rows) row.setAttribute("aria-selected", `${selected}`);
};
const smiles = () => compounds.filter((_, at) => body.rows[at]?.getAttribute("aria-selected") === "true").map(([, of]) => of);

const acts: Record<string, () => unknown> = {
  rename: () => find<HTMLDialogElement>("#rename").showModal(),
  export: () => tracker.audit("table-exported", { format: "csv", rows: compounds.length }, { description: "compounds.csv was exported" }),
  close: () => say("This table stays open."),
  select: () => rows(true),
  clear: () => rows(false),
  inspect: () => tracker.inspect(),
  crash: () => {
    throw new TypeError("Cannot draw a viewer without a table");
  },
  request: async () => {
    const answer = await fetch("/health");
    say(`The server answers ${answer.status}.`);
  },
  fingerprints: async () => {
    const inputs = { smiles: smiles(), radius: 2, apiKey: "never leaves this page" };
    const bits = await tracker.run("Chem:fingerprints", inputs, async () => {
      await new Promise((done) => setTimeout(done, 300 + Math.random() * 400));
      return { bits: 1024, molecules: inputs.smiles.length };
    });
    say(`Fingerprints of ${bits.molecules} molecules.`);
  },
  docking: async () => {
    try {
      await tracker.run("Chem:docking", { smiles: smiles() }, async () => {
        await new Promise((done) => setTimeout(done, 200));
        throw new RangeError("No receptor is loaded");
      });
    } catch (error) {
      say(`Docking failed: ${(error as Error).message}.`);
    }
  },
};

document.addEventListener("click", (event) => {
  const at = event.target as Element;
  const menu = at.closest("[aria-haspopup=menu]");
  for (const button of document.querySelectorAll("[aria-haspopup=menu]")) {
    const items = find<HTMLElement>(`#${button.getAttribute("aria-controls")}`);
    items.hidden = button !== menu || !items.hidden;
    button.setAttribute("aria-expanded", `${!items.hidden}`);
    items.style.left = `${(button as HTMLElement).offsetLeft}px`;
  }
  const name = at.closest("[data-act]")?.getAttribute("data-act");
  if (name) acts[name]?.();
});
find("[data-command=refresh]").addEventListener("click", () => say("The table is up to date."));
find("#connection").addEventListener("submit", (event) => {
  event.preventDefault();
  say("Connected. The password was not logged.");
});
find("#save-notes").addEventListener("click", () => say("Saved. Nothing of it was logged."));
const drop = find("#drop");
drop.addEventListener("dragover", (event) => event.preventDefault());
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  say(`${(event as DragEvent).dataTransfer?.files.length ?? 0} files, read by nobody.`);
});

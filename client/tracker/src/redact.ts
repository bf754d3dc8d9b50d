/** What stands for a value that is secret. */
export const REDACTED = "[redacted]";

const SECRETS =
  "pass(w|ph|c|\\b)|pwd|secret|token|credential|cookie|bearer|authori[sz]a|(api|access|private|auth).?key|card.?n|\\bcvv|\\bpin\\b";

const MOST_CHARACTERS = 4000;
const MOST_ITEMS = 500;
const MOST_OF_ALL = 50_000;

/** Writes an object as JSON that can be sent: no secrets, no cycles, no more than people read, nothing that a database cannot store. */
export type Redaction = (whole: object) => string;

export function createRedaction(more?: RegExp): Redaction {
  const source = more ? `${SECRETS}|${more.source}` : SECRETS;
  const names = new RegExp(source, "i");
  // In a text, a secret follows its name: token=…, "password": "…", Authorization: Bearer …
  const assignments = new RegExp(`((${source})[\\w-]*["']?\\s*[=:]\\s*)("[^"]*"?|'[^']*'?|((bearer|basic)\\s+)?[^\\s"'&,;}]+)`, "gi");

  return (whole) => {
    const seen = new Set<unknown>();
    let left = MOST_OF_ALL;
    return JSON.stringify(whole, function (this: unknown, name, value) {
      left -= name.length + 9;
      if (left < 0) return undefined;
      // The members of the event itself are no parameters.
      if (this !== whole && names.test(name)) return REDACTED;
      if (/string|bigint/.test(typeof value) || value instanceof Error) {
        const text = `${value}`.slice(0, Math.min(left, MOST_CHARACTERS));
        left -= text.length;
        return text.replace(/[\0\ud800-\udfff]/gu, "").replace(assignments, `$1${REDACTED}`);
      }
      if (!(value instanceof Object)) return value;
      if (seen.has(value)) return "…";
      seen.add(value);
      if (Array.isArray(value)) return value.slice(0, MOST_ITEMS);
      return value.constructor === Object ? value : `[${value.constructor?.name}]`;
    });
  };
}

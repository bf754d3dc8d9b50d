import type { Rule, Rules } from "../types";

/** What is captured unless page or policy say otherwise. Not all of them are events of the DOM. */
export const DEFAULTS: readonly string[] = [
  "click",
  "menu click",
  "dialog show",
  "dialog ok",
  "dialog close",
  "input",
  "command",
  "navigate",
  "dragstart",
  "drop",
  "file-opened",
];

/** The rule in force: what the page has turned off stays off; else the server's word goes before the page's. */
export const ruleFor = (type: string, page: Rules = {}, policy: Rules = {}): Rule =>
  page[type] !== false && (policy[type] ?? page[type] ?? DEFAULTS.includes(type));

/** What the fields of the pages offer, found as the menus of the filter find it. */

import { askGroupPages, askPackagePages, askUsersNamed } from "../parts/filter/offers-query";
import type { Suggestion } from "./suggested";

const most = 50;

export const suggestUsers = async (text: string, signal: AbortSignal): Promise<Suggestion[]> =>
  (await askUsersNamed(text, signal)).map(({ login, name }) => ({ name: login, detail: name ?? "" }));

export const suggestGroups = async (text: string, signal: AbortSignal): Promise<Suggestion[]> =>
  (await askGroupPages(text, signal)).nodes.slice(0, most).map(({ name }) => ({ name }));

export const suggestPackages = async (text: string, signal: AbortSignal): Promise<Suggestion[]> =>
  (await askPackagePages(text, signal)).nodes.slice(0, most).map(({ name }) => ({ name }));

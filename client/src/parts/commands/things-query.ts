import { ask } from "../../api";
import { graphql } from "../../graphql";
import { type Choice, thing } from "./choice";

const thingsDocument = graphql(`
  query CommandThings($users: UserFilterInput!, $packages: PackageFilterInput!, $functions: FunctionFilterInput!, $groups: GroupFilterInput!) {
    users(first: 50, where: $users, order: [{ lastEventAt: DESC }, { login: ASC }]) { nodes { login name } }
    packages(first: 50, where: $packages, order: [{ name: ASC }]) { nodes { name } }
    functions(first: 50, where: $functions, order: [{ name: ASC }]) { nodes { name package { name } } }
    groups(first: 50, where: $groups, order: [{ name: ASC }]) { nodes { name } }
  }
`);

/** `Chem:finger` means functions of packages so named. */
const functionsNamed = (text: string) => {
  const at = text.indexOf(":");
  const name = { icontains: text.slice(at + 1) };
  return at < 0 ? { name } : { name, package: { name: { icontains: text.slice(0, at) } } };
};

/** Users, groups, packages and functions whose name contains the text. */
export const askThings = async (text: string, signal: AbortSignal): Promise<Choice[]> => {
  const name = { icontains: text };
  const where = { users: { or: [{ login: name }, { name }] }, packages: { name }, functions: functionsNamed(text), groups: { name } };
  const { users, groups, packages, functions } = await ask(thingsDocument, where, signal);
  return [
    ...(users?.nodes ?? []).map((user) => thing("user", user.login, user.name ?? user.login)),
    ...(groups?.nodes ?? []).map((group) => thing("group", group.name)),
    ...(packages?.nodes ?? []).map((one) => thing("package", one.name)),
    ...(functions?.nodes ?? []).map((one) => thing("function", `${one.package.name}:${one.name}`)),
  ];
};

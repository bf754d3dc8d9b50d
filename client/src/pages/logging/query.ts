import type { ResultOf, VariablesOf } from "gql.tada";
import { ask, send } from "../../api";
import { graphql } from "../../graphql";

const ruleFragment = graphql(`
  fragment LoggingRuleParts on LoggingRule @_unmask {
    inForce
    target
    group { name }
    user { login name }
    package { name }
    mode
    reason
    endsAt
    setBy
    setAt
  }
`);

const inForceDocument = graphql(
  `
    query LoggingRulesInForce($first: Int!) {
      loggingRules(first: $first) {
        ...LoggingRuleParts
        levels
        types { type isLogged selector }
      }
    }
  `,
  [ruleFragment],
);

const historyDocument = graphql(
  `
    query LoggingHistory($first: Int!) {
      loggingRules(first: $first) {
        ...LoggingRuleParts
        changes { what before after }
      }
    }
  `,
  [ruleFragment],
);

const policyDocument = graphql(`
  query LoggingPolicy($user: ID, $package: ID) {
    loggingPolicy(user: $user, package: $package) {
      levels
      types { type isLogged selector }
      isSet
    }
  }
`);

const setDocument = graphql(`
  mutation SetLoggingRule($input: SetLoggingRuleInput!) {
    setLoggingRule(input: $input) { rule { setAt } }
  }
`);

export type Rule = ResultOf<typeof ruleFragment>;
export type RuleInForce = ResultOf<typeof inForceDocument>["loggingRules"][number];
export type RuleChange = ResultOf<typeof historyDocument>["loggingRules"][number];
export type Policy = ResultOf<typeof policyDocument>["loggingPolicy"];
export type RuleInput = VariablesOf<typeof setDocument>["input"];

/** All that the server looks through for what holds. */
const mostRules = 500;

/** So many changes are told. */
export const mostChanges = 100;

export interface Rules {
  inForce: readonly RuleInForce[];
  history: readonly RuleChange[];
}

/** What holds now, and what was set, both the last first. */
export const askRules = async (signal: AbortSignal): Promise<Rules> => {
  const [all, last] = await Promise.all([
    ask(inForceDocument, { first: mostRules }, signal),
    ask(historyDocument, { first: mostChanges }, signal),
  ]);
  return { inForce: all.loggingRules.filter(({ inForce, mode }) => inForce && mode !== "INHERIT"), history: last.loggingRules };
};

export const askPolicy = async (user: string, home: string, signal: AbortSignal): Promise<Policy> =>
  (await ask(policyDocument, { user: user || null, package: home || null }, signal)).loggingPolicy;

export const setRule = async (input: RuleInput): Promise<void> => {
  await send(setDocument, { input });
};

import type { ResultOf, VariablesOf } from "gql.tada";
import { ask } from "../../../api";
import { graphql } from "../../../graphql";

const groupUsageDocument = graphql(`
  query GroupUsage($scope: UsageScopeInput!, $by: GroupedThing!) {
    usage(scope: $scope) {
      scope { from to timeZone asOf previousFrom previousTo }
      groupUsage(by: $by) {
        users
        events
        totalGroups
        totalThings
        truncated
        groups { key { group { name } } users events }
        things { key { package { name } function { name package { name } } source } users events }
        cells { users events share expectedUsers residual verdict }
      }
    }
  }
`);

export type GroupUsage = ResultOf<typeof groupUsageDocument>["usage"]["groupUsage"];
type Variables = VariablesOf<typeof groupUsageDocument>;
export type GroupedThing = Variables["by"];

export const askGroupUsage = async (variables: Variables, signal: AbortSignal) => (await ask(groupUsageDocument, variables, signal)).usage;

const comparisonDocument = graphql(`
  query GroupComparison($scope: UsageScopeInput!, $by: GroupedThing!, $one: ID!, $other: ID!) {
    usage(scope: $scope) {
      groupComparison(by: $by, one: $one, other: $other, top: 100) {
        oneUsers
        otherUsers
        both
        totalThings
        things {
          key { package { name } function { name package { name } } source }
          oneUsers
          otherUsers
          difference
          low
          high
          clear
        }
      }
    }
  }
`);

export type GroupComparison = ResultOf<typeof comparisonDocument>["usage"]["groupComparison"];

export const askGroupComparison = async (variables: VariablesOf<typeof comparisonDocument>, signal: AbortSignal) =>
  (await ask(comparisonDocument, variables, signal)).usage.groupComparison;

const movedDocument = graphql(`
  query MovedUsers($scope: UsageScopeInput!, $by: GroupedThing!, $minEvents: Int!, $first: Int!) {
    usage(scope: $scope) {
      movedUsers(by: $by, minEvents: $minEvents, first: $first) {
        comparedUsers
        totalUsers
        previousFrom
        previousTo
        users {
          user { login name }
          moved
          events
          previousEvents
          from { key { package { name } function { name package { name } } source } before now }
          to { key { package { name } function { name package { name } } source } before now }
        }
      }
    }
  }
`);

export type MovedUsers = ResultOf<typeof movedDocument>["usage"]["movedUsers"];
export type MovedUser = MovedUsers["users"][number];

export const askMovedUsers = async (variables: VariablesOf<typeof movedDocument>, signal: AbortSignal): Promise<MovedUsers> =>
  (await ask(movedDocument, variables, signal)).usage.movedUsers;

import { kept } from "./kept";

const NAME = "usage-consent";

/** Whether events may be logged: what the user has said goes before what the browser asks for. */
export interface Consent {
  given: boolean;
  set(given: boolean): void;
}

export function createConsent(respectDoNotTrack: boolean): Consent {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  const consent: Consent = {
    given: (kept("localStorage", NAME) ?? (respectDoNotTrack && (doNotTrack === "1" || globalPrivacyControl) ? "no" : "yes")) === "yes",
    set(given) {
      consent.given = given;
      kept("localStorage", NAME, given ? "yes" : "no");
    },
  };
  return consent;
}

/** Puts a text where it can be pasted, and says how that went. */
export const copy = async (text: string, what: string): Promise<string> => {
  try {
    await navigator.clipboard.writeText(text);
    return `${what} copied.`;
  } catch {
    return "The browser does not let this page copy. Select the text and copy it.";
  }
};

const made = new Map<string, Intl.DateTimeFormat>();

/**
 * A format of instants. The same one for the same wishes: to make one takes as long as to use it hundreds of times, and a chart asks for a
 * few of them for each of its buckets.
 *
 * @throws RangeError where the time zone is none.
 */
export const timeFormat = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${language} ${JSON.stringify(options)}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(language, options);
  made.set(key, format);
  return format;
};

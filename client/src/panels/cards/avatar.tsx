/** `AB` for Arjun Banerjee, `AN` for ann. */
export const initials = (login: string, name: string | null): string => {
  const words = (name || login).split(/[\s._-]+/).filter(Boolean);
  const [first = "?", last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return (last ? `${first.charAt(0)}${last.charAt(0)}` : first.slice(0, 2)).toUpperCase();
};

/** A hue that stays with the login. */
export const hueOf = (login: string): number => {
  let hash = 0x811c9dc5;
  for (const character of login) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % 360;
};

export const Avatar = ({ login, name }: { login: string; name: string | null }) => (
  <span class="avatar" style={{ "--hue": hueOf(login) }} aria-hidden="true">
    {initials(login, name)}
  </span>
);

import { useEffect, useState } from "preact/hooks";

const phone = "(max-width: 760px)";

/** Whether the page is as narrow as a phone. */
export const useIsNarrow = (): boolean => {
  const [isNarrow, setIsNarrow] = useState(() => matchMedia(phone).matches);
  useEffect(() => {
    const query = matchMedia(phone);
    const onChange = (): void => setIsNarrow(query.matches);
    query.addEventListener("change", onChange);
    return () => query.removeEventListener("change", onChange);
  }, []);
  return isNarrow;
};

/** A menu holds this many rows of the server; the rest is found by searching there. */
export const mostOffered = 1000;

export interface Page<Row> {
  totalCount: number;
  nodes: Row[] | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Asks page by page, and says whether these are all. */
export const allPages = async <Row>(
  next: (after: string | null) => Promise<Page<Row> | null>,
): Promise<{ nodes: Row[]; total: number; complete: boolean }> => {
  const nodes: Row[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page<Row> | null = await next(after);
    nodes.push(...(page?.nodes ?? []));
    const more = page?.pageInfo.hasNextPage ?? false;
    if (!more || nodes.length >= mostOffered) return { nodes, total: page?.totalCount ?? nodes.length, complete: !more };
    after = page?.pageInfo.endCursor ?? null;
  }
};

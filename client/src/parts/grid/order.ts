/** What a grid is ordered by, as the address has it: a column, or with a minus a column from its largest value down. */

export interface GridOrder {
  column: string;
  descending: boolean;
}

export const readOrder = (text: string | undefined, otherwise: GridOrder): GridOrder => {
  if (!text) return otherwise;
  return text.startsWith("-") ? { column: text.slice(1), descending: true } : { column: text, descending: false };
};

export const writeOrder = ({ column, descending }: GridOrder): string => (descending ? `-${column}` : column);

/** A column is wanted in its own first direction; once more turns it around. */
export const turned = (order: GridOrder, column: string, firstDescending: boolean): GridOrder =>
  order.column === column ? { column, descending: !order.descending } : { column, descending: firstDescending };

import type { ComponentType } from "preact";
import type { Item, ItemKind } from "../../state/view";
import { EntityCard } from "./entity";
import { ErrorCard } from "./error";
import { EventCard } from "./event";
import { EventTypeCard } from "./event-type";
import { FunctionCard } from "./function";
import { GroupCard } from "./group";
import { PackageCard } from "./package";
import type { CardProps } from "./parts";
import { SessionCard } from "./session";
import { UserCard } from "./user";

const cards: Record<ItemKind, ComponentType<CardProps>> = {
  user: UserCard,
  group: GroupCard,
  package: PackageCard,
  function: FunctionCard,
  session: SessionCard,
  event: EventCard,
  entity: EntityCard,
  error: ErrorCard,
  eventType: EventTypeCard,
};

export const ItemCard = ({ item }: { item: Item }) => {
  const Card = cards[item.kind];
  return <Card name={item.key} />;
};

import {
  DndContext,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { memo, useState, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

// As little of a board as the libraries of this one allow: a plan's titles, in five lists, to be dragged from one to
// another. It keeps nothing, asks nobody who he is, says nothing, and draws no card that is out of view.

/** As many of each list as are in view. */
const CARDS_DRAWN = 6;

const doc = new Y.Doc();
const missions = doc.getMap<Y.Map<unknown>>("missions");
const objectives = doc.getMap<Y.Map<unknown>>("objectives");

interface Place {
  readonly missionId: string;
  readonly sortKey: string;
}
type Lists = ReadonlyMap<string, readonly string[]>;

let lists: Lists = new Map();

function listsNow(): Lists {
  const byKey = ([, a]: readonly [string, Place], [, b]: readonly [string, Place]): number =>
    a.sortKey < b.sortKey ? -1 : 1;
  const places = [...objectives].map(([id, card]) => [id, card.get("placement") as Place] as const).toSorted(byKey);
  const ordered = [...missions]
    .map(([id, mission]) => [id, mission.get("placement") as Place] as const)
    .toSorted(byKey);
  return new Map(
    ordered.map(([mission]) => [
      mission,
      places.filter(([, { missionId }]) => missionId === mission).map(([id]) => id),
    ]),
  );
}

function subscribe(changed: () => void): () => void {
  const read = (): void => {
    lists = listsNow();
    changed();
  };
  objectives.observeDeep(read);
  return () => objectives.unobserveDeep(read);
}

const provider = new WebsocketProvider(`ws://${location.host}`, "plan", doc, { disableBc: true });
addEventListener("pagehide", () => provider.destroy());

const STYLE =
  "body { margin: 0; font: 14px sans-serif } main { display: flex; gap: 16px; padding: 96px 16px 16px } section { inline-size: 260px } .card { block-size: 96px; margin: 8px; padding: 8px; background: #eee }";

const DISTANCE = { activationConstraint: { distance: 5 } };

function Board() {
  const now = useSyncExternalStore(subscribe, () => lists);
  const [held, setHeld] = useState<string | null>(null);
  return (
    <DndContext
      sensors={useSensors(useSensor(MouseSensor, DISTANCE))}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setHeld(String(active.id))}
      onDragEnd={({ active, over }) => {
        setHeld(null);
        if (over) objectives.get(String(active.id))?.set("placement", { missionId: over.id, sortKey: "0" });
      }}
    >
      <main>
        {[...now].map(([id, cards]) => (
          <List key={id} id={id} cards={cards} />
        ))}
      </main>
      <DragOverlay dropAnimation={null}>
        {held && (
          <div className="card card--picture">
            <Title id={held} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

const List = memo(function List({ id, cards }: { readonly id: string; readonly cards: readonly string[] }) {
  const { setNodeRef } = useDroppable({ id });
  return (
    <section ref={setNodeRef} data-testid={`mission-${id}`}>
      {cards.slice(0, CARDS_DRAWN).map((card) => (
        <Card key={card} id={card} />
      ))}
    </section>
  );
});

const Card = memo(function Card({ id }: { readonly id: string }) {
  const { setNodeRef, listeners, attributes } = useDraggable({ id });
  return (
    <div ref={setNodeRef} className="card" data-testid={`card-${id}`} {...listeners} {...attributes}>
      <Title id={id} />
    </div>
  );
});

const Title = memo(function Title({ id }: { readonly id: string }) {
  return (objectives.get(id)?.get("title") as Y.Text | undefined)?.toJSON() ?? "";
});

document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
createRoot(document.body.appendChild(document.createElement("div"))).render(<Board />);

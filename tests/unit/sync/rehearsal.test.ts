import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { Gate, refusalOf, CLIENT } from "../../support/gate.ts";
import { seededRandom } from "../../support/seeded.ts";
import { lib0Bytes, looseValue, structInfo, structOf, updateOf } from "../../support/updateBytes.ts";

const { left, right, characters } = structInfo;

describe("order among what one update brings", () => {
  it("PRO-131: between neighbours of the same update that are in the wrong order is refused, in a small one and late in a large one", () => {
    const [first, second] = [structOf(characters | left, CLIENT, 1, "x"), structOf(characters | left, CLIENT, 2, "y")];
    const backwards = structOf(characters | left | right, CLIENT, 3, CLIENT, 2, "z");
    const forwards = structOf(characters | left | right, CLIENT, 2, CLIENT, 3, "z");
    expect(refusalOf(Gate.withText().take(updateOf(CLIENT, 2, [first, second, backwards])))).toBe("tangled");
    expect(Gate.withText().take(updateOf(CLIENT, 2, [first, second, forwards])).kind).toBe("pass");
    const others = Array.from({ length: 3_000 }, (_, at) => looseValue("people", `k${at}`));
    const gate = Gate.withText();
    const before = Y.encodeStateAsUpdate(gate.document.doc);
    expect(refusalOf(gate.take(updateOf(CLIENT, 2, [first, second, ...others, backwards])))).toBe("tangled");
    expect(Y.encodeStateAsUpdate(gate.document.doc)).toEqual(before);
    expect(gate.take(updateOf(CLIENT, 2, [first, second, ...others, forwards])).kind).toBe("pass");
  });

  it("PRO-131: the part of an item that lies before where a struct is put was not passed on the way to its place", () => {
    const gate = Gate.withText();
    const other = CLIENT + 1;
    // Three pieces that Yjs keeps as one item with the text's own letter.
    const [abc, c, bc] = [
      structOf(characters | left, CLIENT, 1, "abc"),
      structOf(characters | right, CLIENT, 4, "c"),
      structOf(characters | right, CLIENT, 2, "bc"),
    ];
    for (const [clock, struct] of [
      [2, abc],
      [5, c],
      [6, bc],
    ] as const)
      expect(gate.take(updateOf(CLIENT, clock, [struct])).kind).toBe("pass");
    // The second of these goes before the first, so that what is between them is in order.
    const theirs = [structOf(characters | left, CLIENT, 1, "c"), structOf(characters | left, CLIENT, 2, "abc")];
    const between = structOf(characters | left | right, other, 1, other, 0, "bc");
    const update = lib0Bytes(2, 1, CLIENT, 8, between, theirs.length, other, 0, ...theirs, 0);
    expect(gate.take(update).kind).toBe("pass");
  });

  it("PRO-131: an update passes if its structs one by one would, and makes the same text", () => {
    const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
    const random = seededRandom(seed);
    const below = (most: number): number => Math.floor(random() * most);
    const outcomes = new Map<string, number>();
    for (let round = 0; round < 500; round += 1) {
      const [whole, bitByBit] = [Gate.withText(), Gate.withText()];
      const clocks = new Map([
        [CLIENT, 2],
        [CLIENT + 1, 0],
      ]);
      const isKnown = random() < 0.5 ? 3 : 0;
      const structs: (readonly [client: number, clock: number, bytes: Uint8Array])[] = [];
      const spots: string[] = [];
      const ref = (): readonly [number, number] => {
        const ids = [...clocks].flatMap(([client, end]) =>
          Array.from({ length: end }, (_, at) => [client, at] as const),
        );
        return ids[1 + below(ids.length - 1)] ?? [CLIENT, 1];
      };
      for (let more = 2 + below(7); more > 0; more -= 1) {
        const client = CLIENT + below(2);
        const clock = clocks.get(client) ?? 0;
        const has = [left, right, left | right][below(3)] ?? left;
        const refs = has === (left | right) ? [...ref(), ...ref()] : ref();
        const text = "abc".slice(below(3));
        spots.push([client, has, ...refs].join());
        structs.push([client, clock, structOf(characters | has, ...refs, text)]);
        clocks.set(client, clock + text.length);
      }
      const expected = structs.map(([client, clock, bytes]) =>
        refusalOf(bitByBit.take(updateOf(client, clock, [bytes]))),
      );
      const known = structs.slice(0, isKnown);
      for (const [client, clock, bytes] of known) whole.take(updateOf(client, clock, [bytes]));
      if (known.some((_, at) => expected[at] !== "pass")) continue;
      const runs = [...Map.groupBy(structs.slice(isKnown), ([client]) => client).values()];
      const bytes = runs.flatMap((run) => [run.length, run[0]![0], run[0]![1], ...run.map((struct) => struct[2])]);
      const outcome = refusalOf(whole.take(lib0Bytes(runs.length, ...bytes, 0)));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const isTwice = new Set(spots).size < spots.length;
      if (isTwice && outcome === "tangled") continue;
      expect(outcome, `seed ${seed}, round ${round}`).toBe(expected.find((one) => one !== "pass") ?? "pass");
      if (outcome !== "pass") continue;
      expect(whole.document.doc.getMap("people").toJSON(), `seed ${seed}`).toEqual(
        bitByBit.document.doc.getMap("people").toJSON(),
      );
    }
    expect(outcomes.get("pass"), `seed ${seed}`).toBeGreaterThan(30);
    expect(outcomes.get("tangled"), `seed ${seed}`).toBeGreaterThan(30);
  });
});

import { describe, expect, it } from "vitest";

import { initialsAmong, initialsIn } from "#client/people/initials.ts";
import { addPerson, renamePerson } from "#shared/commands/people.ts";
import { newDesk } from "#tests/support/factories.ts";

function lettersOf(...names: readonly string[]): readonly (string | undefined)[] {
  const letters = initialsAmong(names);
  return names.map((name) => letters.get(name));
}

describe("the letters of a face", () => {
  it("SCR-501: a post that several hold is left out, and what would look alike takes other letters", () => {
    expect(
      lettersOf(
        "Director of ICT",
        "Head of Data and Insight",
        "Head of Delivery",
        "Head of Digital Services",
        "Head of Platform",
        "Head of User Support",
      ),
    ).toEqual(["Dir", "Dat", "De", "DS", "Pl", "US"]);
    expect(lettersOf("Head of Delivery", "Ada Lovelace")).toEqual(["HD", "AL"]);
  });

  it("SCR-501: names of people keep the letters of their words", () => {
    expect(lettersOf("John Smith", "John Brown", "Ana", "van der Berg")).toEqual(["JS", "JB", "An", "Be"]);
    expect(lettersOf("Ada Lovelace", "Ada Lamb")).toEqual(["ALo", "ALa"]);
    expect(lettersOf("Álvaro Núñez", "élodie", "…", "")).toEqual(["ÁN", "Él", "?", "?"]);
    expect(lettersOf("Mary Ann Evans Cross")).toEqual(["MAE"]);
  });

  it("SCR-501: letters and numbers are never taken twice where there are others", () => {
    const letters = lettersOf("Delivery", "Digital Estate", "Di Em", "Dia Emm");
    expect(new Set(letters.map((own) => own?.toUpperCase())).size).toBe(4);
  });

  it("SCR-501: of a plan they are those of all its people, and of a guest beside them", () => {
    const desk = newDesk();
    const grace = desk.do(addPerson, { name: "Grace Hopper" });
    expect(initialsIn(desk.records, "Grace Hopper")).toBe("GH");
    expect(initialsIn(desk.records, "Gus Hall")).toBe("Gus");
    desk.do(renamePerson, { personId: grace, name: "Grace Murray Hopper" });
    expect(initialsIn(desk.records, "Grace Murray Hopper")).toBe("GMH");
  });

  it("SCR-823: where no one way of taking letters tells three apart each of them takes its own", () => {
    const names = ["Anna Alder", "Anne Adler", "Ada Alm"];
    expect(lettersOf(...names)).toEqual(["Ann", "AAd", "Ada"]);
    expect(lettersOf(...names.toReversed()).toReversed()).toEqual(["Ann", "AAd", "Ada"]);
  });

  it("SCR-823: guests who are here at the same time are told from each other too", () => {
    const desk = newDesk();
    desk.do(addPerson, { name: "Grace Hopper" });
    const here = ["Anna Alder", "Grace Hopper", "Anne Adler"];
    expect(here.map((name) => initialsIn(desk.records, name, here))).toEqual(["AAl", "GH", "AAd"]);
  });
});

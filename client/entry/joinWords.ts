import type { LinkSight } from "#shared/protocol/signIn.ts";

import { aRole } from "../people/aRole.ts";
import { ROLE_WORDS } from "../people/roleWords.ts";
import { shownTitle } from "../view/shownTitle.ts";

/** What somebody reads of a link they have opened, and what it asks of them. */
interface JoinWords {
  readonly title: string;
  readonly about: readonly string[];
  readonly action: string;
  readonly asksName: boolean;
}

export function joinWords(sight: LinkSight): JoinWords {
  switch (sight.kind) {
    case "owner":
      return sight.needsName ? FIRST_OWNER : KEEPER;
    case "device":
      return {
        title: `Sign in as ${sight.name}`,
        about: ["This device then has your plans, as your other one has. The link works once."],
        action: "Sign in here",
        asksName: false,
      };
    case "invite": {
      const { may } = ROLE_WORDS[sight.role];
      const title = `Join “${shownTitle("plan", sight.planTitle)}”`;
      const role = `You come in as ${aRole(sight.role)}: you can ${may}.`;
      if (sight.signedInAs === null) return { title, about: [role], action: "Join", asksName: true };
      return { title, about: [role], action: `Join as ${sight.signedInAs}`, asksName: false };
    }
  }
}

const FIRST_OWNER: JoinWords = {
  title: "Welcome. You are the first here",
  about: [
    "This link makes you the owner of this Waymark. There is no password: this browser stays signed in, and you let others in by links of your own.",
  ],
  action: "Start with the example plan",
  asksName: true,
};

const KEEPER: JoinWords = {
  title: "Sign in as the owner of this Waymark",
  about: ["This link is for whoever runs the server, and works once."],
  action: "Sign in",
  asksName: false,
};

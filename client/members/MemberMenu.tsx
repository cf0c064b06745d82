import { DoorOpen, UserRoundPen, UserRoundX } from "lucide-react";

import { PopupMenu } from "../ui/PopupMenu.tsx";
import { PopupMenuItem } from "../ui/PopupMenuItem.tsx";

interface MemberMenuProps {
  readonly anchor: Element;
  readonly name: string;
  readonly isMe: boolean;
  readonly onAsk: (about: "person" | "removal" | "leaving") => void;
  readonly onClose: () => void;
}

/** What an owner does about a member, beside their role. */
export function MemberMenu({ anchor, name, isMe, onAsk, onClose }: MemberMenuProps) {
  return (
    <PopupMenu anchor={anchor} label={name} heading={name} onClose={onClose}>
      <PopupMenuItem
        icon={<UserRoundPen />}
        word={isMe ? "Say who you are…" : "Say who they are…"}
        onAction={() => onAsk("person")}
      />
      {isMe ? (
        <PopupMenuItem icon={<DoorOpen />} word="Leave this plan…" onAction={() => onAsk("leaving")} />
      ) : (
        <PopupMenuItem icon={<UserRoundX />} word="Remove from the plan…" onAction={() => onAsk("removal")} />
      )}
    </PopupMenu>
  );
}

import { usePresence } from "../plan/usePlan.ts";
import { Avatar } from "../ui/Avatar.tsx";
import "./people.css";

/** More faces than this become a number. */
const MOST = 5;

/** Everybody else who has the plan open, one face per person. */
export function WhoIsHere() {
  const users = usePresence(({ others }) => [...new Map(others.map(({ user }) => [user.id, user])).values()]);
  if (users.length === 0) return null;
  const more = users.length - MOST;
  return (
    <ul className="presence" aria-label="Also here">
      {users.slice(0, MOST).map((user) => (
        <li key={user.id} className="presence__person" title={user.name}>
          <Avatar name={user.name} colour={user.colour} />
          <span className="visually-hidden">{user.name}</span>
        </li>
      ))}
      {more > 0 && <li className="presence__more">and {more} more</li>}
    </ul>
  );
}

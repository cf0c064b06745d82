// The floor: every message goes to everybody else in the room as it is. No document, nothing is kept.
import { createServer } from "node:http";

import { WebSocketServer } from "ws";

const rooms = new Map();
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
server.on("connection", (socket, { url }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on("error", () => socket.terminate());
  socket.on("message", (content) => {
    for (const other of room) if (other !== socket) other.send(content);
  });
  socket.on("close", () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(url);
  });
});
http.listen(0, "127.0.0.1", () => console.log(`ready at ${http.address().port}`));

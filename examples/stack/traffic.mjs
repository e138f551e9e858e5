// Sends requests to the user directory on port 3000 (APP) until it is stopped: about ten a second.
import { setTimeout as delay } from "node:timers/promises";

const app = process.env.APP ?? "http://localhost:3000";
const paths = ["/users", "/users/1", "/users/2", "/users/99"];
const statuses = new Map();

for (let sent = 0; ; sent++) {
  const status = await fetch(app + paths[sent % paths.length]).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    ({ cause, message }) => cause?.code ?? message,
  );
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  if (sent % 100 === 99) console.log([...statuses].map(([status, count]) => `${count} × ${status}`).join(", "));
  await delay(100);
}

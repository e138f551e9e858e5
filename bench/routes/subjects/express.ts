import express, { type Express } from "express";

/** What is measured around these routes is what `prepare` adds, or what the compiler does. */
export function createApp(prepare: (app: Express) => void): Express {
  const app = express();
  prepare(app);
  app.get("/users/:id", (req, res) => {
    res.json({ id: req.params.id, name: "Ada" });
  });
  app.get("/later/:id", async (req, res) => {
    const id = await req.params.id;
    res.json({ id, name: "Ada" });
  });
  return app;
}

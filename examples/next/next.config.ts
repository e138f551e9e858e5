import type { NextConfig } from "next";

const config: NextConfig = {
  // One copy of each in the process, for all routes.
  serverExternalPackages: ["prom-client", "ts-autometrics"],
  turbopack: {
    root: process.cwd(),
    rules: {
      // The project's own modules, where they run on Node: not what goes to browsers, not what runs on the edge.
      "*.ts": {
        condition: { all: ["node", { not: "foreign" }] },
        loaders: ["ts-autometrics/loader"],
      },
    },
  },
};

export default config;

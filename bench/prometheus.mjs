// The copy of prom-client that the built package finds, and not the one that what it is compared with has brought.
export { default } from "../node_modules/prom-client/index.js";

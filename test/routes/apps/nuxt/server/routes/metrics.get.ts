import { register } from "prom-client";

export default defineEventHandler(() => register.metrics());

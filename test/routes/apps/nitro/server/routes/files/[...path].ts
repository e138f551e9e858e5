import { defineHandler } from "nitro/h3";

export default defineHandler(({ context }) => context.params?.path);

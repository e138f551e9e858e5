import { defineHandler } from "nitro/h3";
import { directory } from "../../utils/directory.js";

export default defineHandler(() => [...directory.values()]);

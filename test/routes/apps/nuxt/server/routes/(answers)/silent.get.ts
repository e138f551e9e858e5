export default defineEventHandler(() => new Promise<void>(() => {}));

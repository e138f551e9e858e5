export default defineEventHandler((event) => sendNoContent(event, 304));

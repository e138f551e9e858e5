export default defineEventHandler(({ node }) => {
  node.res.writeHead(200).write("part");
  return new Promise<void>(() => {});
});

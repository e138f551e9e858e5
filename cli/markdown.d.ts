/** A document as text: esbuild bundles it, and vitest knows `?raw`. */
declare module "*.md?raw" {
  const text: string;
  export default text;
}

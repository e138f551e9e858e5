/** What may stand in a link: an address from elsewhere that is a script is none. Editors have schemes of their own. */
const schemes = /^(https?|vscode|vscode-insiders|cursor|idea|webstorm|file):$/;

export function webAddress(text: string | null): string | undefined {
  if (text === null || !URL.canParse(text)) return undefined;
  return schemes.test(new URL(text).protocol) ? text : undefined;
}

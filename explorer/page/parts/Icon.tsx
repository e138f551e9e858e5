/** Small pictures in the text's colour. They stand beside words, so nothing reads them out. */
const paths = {
  ok: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM5 8.2l2.1 2.1L11.2 6",
  "at risk": "M8 2 14.6 13.8H1.4ZM8 6.4v3.4M8 11.6v.4",
  burning:
    "M8.3 1.4c.4 2.4 4.5 4.3 4.5 8.1a4.8 4.8 0 0 1-9.6 0c0-1.9 1-3.2 2-4.1.1 1.3.6 2 1.4 2.4-.1-2.5.4-4.9 1.7-6.4Z",
  exhausted: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8",
  "no data": "M3.4 3.4a6.5 6.5 0 0 0 9.2 9.2M12.6 12.6a6.5 6.5 0 0 0-9.2-9.2M4.8 8h6.4",
  waiting: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM8 4.4V8l2.4 1.6",
  bell: "M3 11.5h10l-1.3-1.8V7a3.7 3.7 0 0 0-7.4 0v2.7ZM6.5 13.6h3",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  play: "M5 3.2v9.6L12.6 8Z",
  sun: "M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M12.7 3.3l-1 1M4.3 11.7l-1 1",
  moon: "M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z",
  system: "M2 3h12v8H2ZM5.5 13.5h5",
  up: "M4 9.5 8 5.5l4 4",
  down: "M4 6.5l4 4 4-4",
  left: "M9.5 4 5.5 8l4 4",
  copy: "M5.5 5.5h8v8h-8ZM3.5 10.5h-1v-8h8v1",
  external: "M6.5 3h-4v10.5H13v-4M9 2.5h4.5V7M13.2 2.8 7.5 8.5",
  deploy: "M8 1.8v9M4.8 5 8 1.8 11.2 5M3 13.5h10",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** Sixteen-pixel line icons. They never stand alone: the button around them has a name. */
const paths = {
  table: "M2 3.5h12v9H2zM2 6.5h12M2 9.5h12M6 6.5v6",
  chart: "M2 13.5h12M3.5 11 6.5 7l3 2.5 4-6",
  download: "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
  expand: "M6 2.5H2.5V6M10 2.5h3.5V6M6 13.5H2.5V10M10 13.5h3.5V10",
  refresh: "M13 3v3.5H9.5M12.8 6.3A5.2 5.2 0 1 0 13.2 9",
  theme: "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
  down: "M4.5 6.5 8 10l3.5-3.5",
  close: "M4 4l8 8M12 4l-8 8",
  link: "M6.5 9.5 9.5 6.5M7 4.8l1.6-1.6a2.8 2.8 0 0 1 4 4L11 8.8M9 11.2l-1.6 1.6a2.8 2.8 0 0 1-4-4L5 7.2",
  fold: "M2 3h12v10H2zM10 3v10M5 6l2 2-2 2",
  unfold: "M2 3h12v10H2zM10 3v10M7 6 5 8l2 2",
  filter: "M2 4h12M4.5 8h7M6.5 12h3",
} as const;

export const Icon = ({ name }: { name: keyof typeof paths }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={paths[name]} fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);

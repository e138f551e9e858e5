/** Links from what is shown to a dashboard with that chosen. */

/** With the data source and the time that are chosen here. */
export function pathTo(uid: string, chosen: Readonly<Record<string, string>>): string {
  const variables = Object.entries(chosen).map(([name, value]) => `&var-${name}=\${${value}:percentencode}`);
  return `/d/${uid}?\${datasource:queryparam}&\${__url_time_range}${variables.join("")}`;
}

/** What a column of the row says, by its title. */
export function column(title: string): string {
  return /^\w+$/.test(title) ? `__data.fields.${title}` : `__data.fields["${title}"]`;
}

/** What a label of the series says. */
export function label(name: string): string {
  return `__field.labels.${name}`;
}
